/** What a person reads at the start in development: that it is that, and where to click. */

import { styleText } from 'node:util'
import { aligned } from './answer.ts'
import { type SeededAccount, seedEmails } from './seed.ts'

export type BannerFacts = {
  readonly issuer: string
  readonly demoUrl: string | null
  readonly demoNote: string | null
  /** Null when the accounts were made at an earlier start. */
  readonly seeded: readonly SeededAccount[] | null
  readonly place: string
  readonly isEmbedded: boolean
}

const mark = ' DEVELOPMENT MODE '
const warning = 'Parley is running for one person on one machine. Do not put it on a network.'

export function banner(facts: BannerFacts): string {
  const { issuer, demoUrl, demoNote, place, isEmbedded } = facts
  const demo = demoUrl === null ? [] : [['Try it', demoUrl]]
  const reset = isEmbedded ? ' (kept; npm run reset starts over)' : ''
  const lines = [
    '',
    `${styleText(['bold', 'black', 'bgYellow'], mark)}  ${warning}`,
    '',
    ...aligned([['Parley', issuer], ...demo, ['Console', `${issuer}/console`]]),
    '',
    ...accounts(facts),
    '',
    ...aligned([
      ['Data', `${place}${reset}`],
      ['Stop', 'Ctrl-C'],
    ]),
    ...(demoNote === null ? [] : ['', demoNote]),
  ]
  return `${lines.map((line) => (line === '' ? '' : `  ${line}`)).join('\n')}\n\n`
}

function accounts({ seeded, isEmbedded }: BannerFacts): string[] {
  if (seeded !== null && seeded.length > 0) {
    const rows = seeded.map(({ email, password }) => [labelOf(email), email, password])
    const lines = aligned([['', 'EMAIL', 'PASSWORD'], ...rows])
    return [...lines, 'The passwords are shown this once and kept nowhere in the clear.']
  }
  const over = isEmbedded ? '; npm run reset starts over' : ''
  const known = `password: shown at the first start${over}`
  const rows = Object.values(seedEmails).map((email) => [labelOf(email), email, known])
  return aligned(rows)
}

function labelOf(email: string): string {
  return email === seedEmails.operator ? 'Operator' : 'Sign in as'
}
