/** The buttons of one thing that can be edited, disabled, enabled and deleted. */

import type { VNode } from 'preact'

type StandingProps = {
  /** Of its own page. */
  readonly path: string
  /** Null while it is enabled. */
  readonly disabledAt: string | null
}

const text = { edit: 'Edit', disable: 'Disable', enable: 'Enable', remove: 'Delete' }

export function StandingActs({ path, disabledAt }: StandingProps): VNode {
  return (
    <div class="toolbar">
      <a class="button primary" href={`${path}/edit`}>
        {text.edit}
      </a>
      {disabledAt === null ? (
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
