/** One client in the console, and what can be done with it. */

import type { VNode } from 'preact'
import { clientsPath, pathOf, type ShownClient } from './client.tsx'
import { Allowed, More, Proof, Told, What, Where } from './client-cards.tsx'
import { kindOf, kinds } from './client-kinds.ts'
import { ConsoleFrame, type ConsoleFrameProps } from './frame.tsx'

type ClientProps = ConsoleFrameProps & {
  readonly client: ShownClient
  readonly mayWrite: boolean
  readonly done: string | null
}

const text = {
  edit: 'Edit',
  disable: 'Disable',
  enable: 'Enable',
  remove: 'Delete',
}

export function ClientPage(props: ClientProps): VNode {
  const { client, mayWrite } = props
  const lead = kinds[kindOf(client)].title
  return (
    <ConsoleFrame {...props} path={clientsPath} title={client.client_name} lead={lead}>
      {mayWrite && <Acts client={client} />}
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

function Acts({ client }: Pick<ClientProps, 'client'>): VNode {
  const path = pathOf(client)
  return (
    <div class="toolbar">
      <a class="button primary" href={`${path}/edit`}>
        {text.edit}
      </a>
      {client.disabled_at === null ? (
        <a class="button" href={`${path}/disable`}>
          {text.disable}
        </a>
      ) : (
        <form method="post" action={`${path}/enable`}>
          <button class="button" type="submit">
            {text.enable}
          </button>
        </form>
      )}
      <a class="button" href={`${path}/delete`}>
        {text.remove}
      </a>
    </div>
  )
}
