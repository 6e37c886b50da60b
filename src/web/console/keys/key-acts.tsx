/** The pages before keys are rotated or withdrawn: what will happen, and what dies of it. */

import type { VNode } from 'preact'
import { signingAlgorithms } from '../../../model/signing-key.ts'
import { type Fault, SelectField } from '../../ui/fields.tsx'
import { keysPath } from '../addresses.ts'
import { ConfirmPage } from '../confirm-page.tsx'
import type { ConsoleFrameProps } from '../frame.tsx'

type ActProps = ConsoleFrameProps & { readonly reason: string; readonly fault: Fault | null }

const text = {
  alg: 'Which',
  each: 'the keys of every algorithm',
  rotate: {
    title: 'Rotate the keys',
    lead: 'A new key is published now and signs in three hours. The one before it stays published until nothing that it signed is good any more, and is then withdrawn. No request fails, and nobody has to do anything.',
    button: 'Rotate',
  },
  replace: {
    title: 'A key leaked',
    lead: 'A new key signs at once, and every other key of the algorithm is withdrawn.',
    dies: 'What dies',
    deaths: [
      'Every access token that they signed, within a second: here, and at APIs that follow the revocation feed.',
      'Every ID token that they signed, as a hint at signing out too.',
    ],
    lives: 'What lives',
    lives2: [
      'Sessions and refresh tokens: applications are refused once, refresh, and go on. Nobody signs in again.',
      'For up to five minutes, the dead tokens at an API that keeps the published keys and follows no feed.',
    ],
    button: 'Replace the keys now',
  },
  retire: {
    title: 'Withdraw a key',
    lead: 'It leaves the published keys now, and its private part is destroyed. Whatever it signed is dead within a second; applications refresh and go on. A key that was to sign next signs never.',
    key: 'Key',
    button: 'Withdraw it',
  },
  ledger: {
    title: "Rotate the ledger's key",
    lead: 'A new key signs the ledger from the next seal on. What the one before it sealed is verified for ever. Keep a copy of the public keys where the owner of the database cannot reach it.',
    button: 'Rotate',
  },
}

export const leakedWord = 'leaked'
export const withdrawWord = 'withdraw'

const choices = [['', text.each], ...signingAlgorithms.map((alg) => [alg, alg] as const)] as const

type ChosenProps = ActProps & { readonly alg: string }

export function RotatePage({ alg, ...props }: ChosenProps): VNode {
  const { title, lead, button } = text.rotate
  const action = `${keysPath}/rotate`
  return (
    <ConfirmPage
      {...props}
      {...{ path: keysPath, title, lead, action, button, back: keysPath }}
      fields={<Which alg={alg} fault={props.fault} />}
      typed={null}
      isDangerous={false}
    />
  )
}

export function ReplacePage({ alg, ...props }: ChosenProps): VNode {
  const { title, lead, button, dies, deaths, lives, lives2 } = text.replace
  const action = `${keysPath}/replace`
  return (
    <ConfirmPage
      {...props}
      {...{ path: keysPath, title, lead, action, button, back: keysPath }}
      fields={<Which alg={alg} fault={props.fault} />}
      typed={leakedWord}
    >
      <div class="cards">
        <Consequences title={dies} those={deaths} />
        <Consequences title={lives} those={lives2} />
      </div>
    </ConfirmPage>
  )
}

type ConsequencesProps = { readonly title: string; readonly those: readonly string[] }

function Consequences({ title, those }: ConsequencesProps): VNode {
  return (
    <section class="card">
      <h2>{title}</h2>
      <ul class="scopes">
        {those.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </section>
  )
}

export function RetirePage({ kid, ...props }: ActProps & { readonly kid: string }): VNode {
  const { title, lead, button, key } = text.retire
  const action = `${keysPath}/${encodeURIComponent(kid)}/retire`
  return (
    <ConfirmPage
      {...props}
      {...{ path: keysPath, title, lead, action, button, back: keysPath }}
      typed={withdrawWord}
    >
      <p>
        {key} <code>{kid}</code>
      </p>
    </ConfirmPage>
  )
}

export function RotateLedgerPage(props: ActProps): VNode {
  const { title, lead, button } = text.ledger
  const action = `${keysPath}/ledger/rotate`
  return (
    <ConfirmPage
      {...props}
      {...{ path: keysPath, title, lead, action, button, back: keysPath }}
      typed={null}
      isDangerous={false}
    />
  )
}

function Which({ alg, fault }: Pick<ChosenProps, 'alg' | 'fault'>): VNode {
  return <SelectField name="alg" label={text.alg} value={alg} choices={choices} fault={fault} />
}
