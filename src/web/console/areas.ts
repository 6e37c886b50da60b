/** The areas of the console in the order of the navigation, each with the scope that opens it. */

import {
  accountsPath,
  apiKeysPath,
  clientsPath,
  keysPath,
  ledgerPath,
  noticesPath,
  operatorsPath,
  overviewPath,
  policiesPath,
  revocationsPath,
  sessionsPath,
  settingsPath,
} from './addresses.ts'

export type Area = {
  readonly path: string
  readonly title: string
  readonly scope: string
}

export const overview = { path: overviewPath, title: 'Overview' } as const

const areas: readonly Area[] = [
  { path: sessionsPath, title: 'Sessions', scope: 'parley:sessions.read' },
  { path: accountsPath, title: 'Accounts', scope: 'parley:accounts.read' },
  { path: clientsPath, title: 'Clients', scope: 'parley:clients.read' },
  { path: policiesPath, title: 'Policies', scope: 'parley:policies.read' },
  { path: revocationsPath, title: 'Revocations', scope: 'parley:revocations.list' },
  { path: noticesPath, title: 'Notices', scope: 'parley:notices.read' },
  { path: ledgerPath, title: 'Ledger', scope: 'parley:audit.read' },
  { path: keysPath, title: 'Keys', scope: 'parley:keys.read' },
  { path: operatorsPath, title: 'Operators', scope: 'parley:operators.read' },
  { path: apiKeysPath, title: 'API keys', scope: 'parley:api_keys.read' },
  { path: settingsPath, title: 'Settings', scope: 'parley:settings.read' },
]

/** The areas that an operator with these scopes can open. No link leads to a refusal. */
export function areasFor(may: (scope: string) => boolean): readonly Area[] {
  return areas.filter(({ scope }) => may(scope))
}

const groups = [
  { title: 'People', paths: [sessionsPath, accountsPath] },
  { title: 'Applications', paths: [clientsPath, policiesPath] },
  { title: 'Endings', paths: [revocationsPath, noticesPath] },
  { title: 'Proof', paths: [ledgerPath, keysPath] },
  { title: 'Server', paths: [operatorsPath, apiKeysPath, settingsPath] },
] as const

export type AreaGroup = { readonly title: string; readonly areas: readonly Area[] }

/** Groups without an open area are left out. */
export function grouped(open: readonly Area[]): readonly AreaGroup[] {
  return groups
    .map(({ title, paths }) => ({
      title,
      areas: paths.flatMap((path) => open.filter((area) => area.path === path)),
    }))
    .filter((group) => group.areas.length > 0)
}

/** The area that an address belongs to; the overview if there is no other. */
export function areaOf(path: string, open: readonly Area[]): Pick<Area, 'path' | 'title'> {
  return open.find((area) => path === area.path || path.startsWith(`${area.path}/`)) ?? overview
}
