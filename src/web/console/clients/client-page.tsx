/** One client in the console, and what can be done with it. */

import type { VNode } from 'preact'
import { clientPath, clientsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps } from '../frame.tsx'
import { LifecycleButtons } from '../lifecycle.tsx'
import type { ShownClient } from './client.tsx'
import { Allowed, More, Proof, Told, What, Where } from './client-cards.tsx'
import { kindOf, kinds } from './client-kinds.ts'

type ClientProps = ConsoleFrameProps & {
  readonly client: ShownClient
  readonly mayWrite: boolean
  readonly done: string | null
}

export function ClientPage(props: ClientProps): VNode {
  const { client, mayWrite } = props
  const lead = kinds[kindOf(client)].title
  return (
    <ConsoleFrame {...props} path={clientsPath} title={client.client_name} lead={lead}>
      {mayWrite && <LifecycleButtons path={clientPath(client)} disabledAt={client.disabled_at} />}
      <div class="cards">
        <What client={client} />
        <Allowed client={client} />
        {client.redirect_uris.length > 0 && <Where client={client} />}
        <Proof client={client} mayWrite={mayWrite} />
        {client.redirect_uris.length > 0 && <Told client={client} />}
        <More client={client} />
      </div>
    </ConsoleFrame>
  )
}
