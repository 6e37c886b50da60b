/** The button that cancels a step and leads back: to the application, or to the page of ours that asked. */

import type { VNode } from 'preact'
import { fill } from '../../i18n/fill.ts'
import type { OwnPage } from '../../model/own-client.ts'
import { useWords } from '../ui/look.ts'

type CancelProps = {
  /** The label, with a place for the client's name. */
  readonly text: string
  readonly clientName: string
  readonly own: OwnPage | null
}

export function CancelButton({ text, clientName, own }: CancelProps): VNode {
  const { cancel } = useWords().steps.own
  return (
    <button class="button quiet" type="submit" name="action" value="deny" formnovalidate>
      {own === null ? fill(text, { client: clientName }) : cancel}
    </button>
  )
}
