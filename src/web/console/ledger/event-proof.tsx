/** Where an event is sealed, whether it still is as it was, and its proof to take along. */

import type { VNode } from 'preact'
import { Card } from '../../ui/card.tsx'
import { Badge, Fact, Facts, Moment } from '../../ui/facts.tsx'
import { addressOf } from '../../ui/pages.ts'
import { eventPath, ledgerPath } from '../addresses.ts'
import type { SealedEvent } from './event.tsx'

const text = {
  proof: 'Proof',
  block: 'Block',
  sealed: 'Sealed',
  state: 'State',
  intact: 'as it was sealed',
  changed: 'not as it was sealed',
  unsealed: 'It is not sealed yet, which takes a second or two. Reload this page for its proof.',
  verify: 'Verify its block',
  prove: 'Download the proof',
  provePersonal: 'With personal fields',
  proveHow: 'Anyone checks it by parley audit check-proof, with nothing but the public keys.',
}

type Props = { readonly event: SealedEvent }

export function EventProof({ event }: Props): VNode {
  const { seal } = event
  if (seal === null) {
    return (
      <Card title={text.proof}>
        <p>{text.unsealed}</p>
      </Card>
    )
  }
  const { block, intact, sealed_at: at } = seal
  return (
    <Card title={text.proof}>
      <Facts>
        <Fact name={text.state}>
          <Badge mood={intact ? 'good' : 'bad'}>{intact ? text.intact : text.changed}</Badge>
        </Fact>
        <Fact name={text.block}>
          <a href={`${ledgerPath}/blocks/${block}`}>{block}</a>
        </Fact>
        <Fact name={text.sealed}>
          <Moment at={at} />
        </Fact>
      </Facts>
      {intact ? <Downloads event={event} /> : <VerifyBlock block={block} />}
    </Card>
  )
}

function Downloads({ event }: Props): VNode {
  const path = `${eventPath(event)}/proof`
  return (
    <>
      <p class="actions even">
        <a class="button" href={path} download>
          {text.prove}
        </a>
        <a class="button" href={addressOf(path, { personal: 'true' })} download>
          {text.provePersonal}
        </a>
      </p>
      <p class="hint">{text.proveHow}</p>
    </>
  )
}

function VerifyBlock({ block }: { readonly block: number }): VNode {
  const query = { to: String(block), blocks: '1' }
  return (
    <p class="actions">
      <a class="button primary" href={addressOf(`${ledgerPath}/verification`, query)}>
        {text.verify}
      </a>
    </p>
  )
}
