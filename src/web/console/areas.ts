/** The areas of the console in their order, each with the scope that opens it, and their groups. */

export type Area = {
  readonly path: string
  readonly title: string
  readonly scope: string
}

export const overview = { path: '/console', title: 'Overview' } as const

const areas: readonly Area[] = [
  { path: '/console/sessions', title: 'Sessions', scope: 'parley:sessions.read' },
  { path: '/console/accounts', title: 'Accounts', scope: 'parley:accounts.read' },
  { path: '/console/clients', title: 'Clients', scope: 'parley:clients.read' },
  { path: '/console/policies', title: 'Policies', scope: 'parley:policies.read' },
  { path: '/console/revocations', title: 'Revocations', scope: 'parley:revocations.list' },
  { path: '/console/notices', title: 'Notices', scope: 'parley:notices.read' },
  { path: '/console/ledger', title: 'Ledger', scope: 'parley:audit.read' },
  { path: '/console/keys', title: 'Keys', scope: 'parley:keys.read' },
  { path: '/console/operators', title: 'Operators', scope: 'parley:operators.read' },
  { path: '/console/api-keys', title: 'API keys', scope: 'parley:api_keys.read' },
  { path: '/console/settings', title: 'Settings', scope: 'parley:settings.read' },
]

/** What this operator can open: no link leads to a refusal. */
export function areasFor(may: (scope: string) => boolean): readonly Area[] {
  return areas.filter(({ scope }) => may(scope))
}

const groups = [
  { title: 'People', paths: ['/console/sessions', '/console/accounts'] },
  { title: 'Applications', paths: ['/console/clients', '/console/policies'] },
  { title: 'Endings', paths: ['/console/revocations', '/console/notices'] },
  { title: 'Proof', paths: ['/console/ledger', '/console/keys'] },
  { title: 'Server', paths: ['/console/operators', '/console/api-keys', '/console/settings'] },
] as const

export type AreaGroup = { readonly title: string; readonly areas: readonly Area[] }

/** A group of which nothing can be opened is none. */
export function grouped(open: readonly Area[]): readonly AreaGroup[] {
  return groups
    .map(({ title, paths }) => ({
      title,
      areas: paths.flatMap((path) => open.filter((area) => area.path === path)),
    }))
    .filter((group) => group.areas.length > 0)
}

/** Where an address of the console belongs; the overview where nothing else does. */
export function areaOf(path: string, open: readonly Area[]): Pick<Area, 'path' | 'title'> {
  return open.find((area) => path === area.path || path.startsWith(`${area.path}/`)) ?? overview
}
