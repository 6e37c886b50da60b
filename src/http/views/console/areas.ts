/** The areas of the console in their order, each with the scope that opens it. */

export type Area = {
  readonly path: string
  readonly title: string
  readonly scope: string
}

const areas: readonly Area[] = [
  { path: '/console/notices', title: 'Notices', scope: 'parley:notices.read' },
]

/** What this operator can open: no link leads to a refusal. */
export function areasFor(may: (scope: string) => boolean): readonly Area[] {
  return areas.filter(({ scope }) => may(scope))
}
