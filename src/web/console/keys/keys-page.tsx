/** The console's keys: those that sign tokens, each with its life, and the ledger's. */

import type { VNode } from 'preact'
import { Fact, Facts, Moment } from '../../ui/facts.tsx'
import type { Filters } from '../../ui/pages.ts'
import { Pager, Table } from '../../ui/table.tsx'
import { keysPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { KeyBadge, KeyLife, NextStep, type ShownKey } from './key.tsx'

export type LastSeal = { readonly block: number; readonly at: string }

type KeysProps = ConsoleFrameProps & {
  readonly filters: Filters
  /** Of tokens: those in use, and below them those that are over, a page of them at a time. */
  readonly standing: readonly ShownKey[]
  readonly retired: readonly ShownKey[]
  readonly next: string | null
  readonly ledger: readonly ShownKey[]
  /** Null while nothing is sealed, and for who may not see it. */
  readonly seal: LastSeal | null
  readonly mayWrite: boolean
  readonly done: string | null
}

const text = {
  title: 'Keys',
  lead: 'One key of each algorithm signs tokens. It is published for three hours before, and for 65 minutes after, so that a rotation fails no request.',
  rotate: 'Rotate',
  replace: 'A key leaked',
  uses: {
    ES256: 'Access tokens, ID tokens, logout tokens and status lists.',
    RS256: 'ID tokens of the clients that are registered for it.',
  },
  retire: 'Withdraw it now',
  retired: 'Withdrawn keys',
  heads: ['Key', 'State', 'Signed from', 'Signed until', 'Withdrawn'],
  ledger: 'The ledger',
  ledgerLead:
    'One key signs the seals of the ledger, and nothing else. Those before it are never withdrawn: what they sealed is verified for ever.',
  ledgerHeads: ['Key', 'State', 'Seals from', 'Sealed until'],
  seal: 'Last seal',
  block: (number: number) => `Block ${number}`,
}

export function KeysPage(props: KeysProps): VNode {
  const { mayWrite, filters, retired, next } = props
  return (
    <ConsoleFrame {...props} path={keysPath} title={text.title} lead={text.lead}>
      {mayWrite && (
        <p class="actions even">
          <a class="button primary" href={`${keysPath}/rotate`}>
            {text.rotate}
          </a>
          <a class="button" href={`${keysPath}/replace`}>
            {text.replace}
          </a>
        </p>
      )}
      <Algorithms {...props} />
      <Retired keys={retired} />
      <Pager path={keysPath} filters={filters} next={next} />
      <Ledger {...props} />
    </ConsoleFrame>
  )
}

function Algorithms({ standing, mayWrite }: KeysProps): VNode {
  return (
    <>
      {Object.entries(text.uses).map(([alg, use]) => (
        <section key={alg} class="card keys">
          <div>
            <h2>{alg}</h2>
            <p class="hint">{use}</p>
          </div>
          {standing
            .filter((one) => one.alg === alg)
            .map((one) => (
              <Standing key={one.kid} value={one} mayWrite={mayWrite} />
            ))}
        </section>
      ))}
    </>
  )
}

type StandingProps = { readonly value: ShownKey; readonly mayWrite: boolean }

function Standing({ value, mayWrite }: StandingProps): VNode {
  const { kid, state } = value
  return (
    <article>
      <h3>
        <code>{kid}</code>
        <KeyBadge {...value} />
      </h3>
      <KeyLife value={value} />
      <NextStep value={value} />
      {mayWrite && state !== 'signing' && (
        <p>
          <a class="button small" href={`${keysPath}/${encodeURIComponent(kid)}/retire`}>
            {text.retire}
          </a>
        </p>
      )}
    </article>
  )
}

function Retired({ keys }: { readonly keys: readonly ShownKey[] }): VNode | null {
  if (keys.length === 0) return null
  return (
    <section class="stack">
      <h2>{text.retired}</h2>
      <Table label={text.retired} heads={text.heads}>
        {keys.map((one) => (
          <tr key={one.kid}>
            <th scope="row">
              <code>{one.kid}</code>
              <span class="aside">{one.alg}</span>
            </th>
            <td>
              <KeyBadge {...one} />
            </td>
            {[one.signs_from, one.signs_until, one.retires_at].map((at, i) => (
              <td key={i} class="tight">
                <Moment at={at} />
              </td>
            ))}
          </tr>
        ))}
      </Table>
    </section>
  )
}

function Ledger({ ledger, seal, mayWrite }: KeysProps): VNode {
  return (
    <section class="card">
      <h2>{text.ledger}</h2>
      <p>{text.ledgerLead}</p>
      <Table label={text.ledger} heads={text.ledgerHeads}>
        {ledger.map((one) => (
          <tr key={one.kid}>
            <th scope="row">
              <code>{one.kid}</code>
            </th>
            <td>
              <KeyBadge {...one} />
            </td>
            <td class="tight">
              <Moment at={one.signs_from} />
            </td>
            <td class="tight">
              <Moment at={one.signs_until} />
            </td>
          </tr>
        ))}
      </Table>
      {seal !== null && (
        <Facts>
          <Fact name={text.seal}>
            {text.block(seal.block)}
            {', '}
            <Moment at={seal.at} />
          </Fact>
        </Facts>
      )}
      {mayWrite && (
        <p>
          <a class="button" href={`${keysPath}/ledger/rotate`}>
            {text.rotate}
          </a>
        </p>
      )}
    </section>
  )
}
