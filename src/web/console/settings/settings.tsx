/** The settings of the node that replies, without their secrets. */

import type { VNode } from 'preact'
import type { SettingsDocument } from '../../../contract/documents.ts'
import { Badge } from '../../ui/facts.tsx'
import { showPage } from '../../ui/show-page.ts'
import { Table } from '../../ui/table.tsx'
import { settingsPath } from '../addresses.ts'
import { ConsoleFrame, type ConsoleFrameProps, frameOf } from '../frame.tsx'
import type { ConsoleRequest } from '../request.ts'
import type { ConsoleRouter } from '../router.ts'

export function settingsRoutes({ get }: ConsoleRouter): void {
  get(settingsPath, showSettings)
}

async function showSettings({ ctx, visit, options }: ConsoleRequest): Promise<void> {
  const { body } = await visit.ask('getSettings')
  showPage(ctx, <SettingsPage {...frameOf(visit, options)} settings={body} />)
}

type SettingsProps = ConsoleFrameProps & { readonly settings: SettingsDocument }

const text = {
  title: 'Settings',
  lead: 'What this node was started with. Settings are environment variables: they change when it starts anew. Secrets are left out.',
  modes: { production: 'production', development: 'development' },
  mode: 'NODE_ENV is',
  heads: ['Setting', 'Value', 'Explained in'],
  given: 'set',
  usual: 'default',
  none: 'none',
  hidden: 'hidden',
  partly: 'partly hidden',
}

function SettingsPage(props: SettingsProps): VNode {
  const { mode, items } = props.settings
  return (
    <ConsoleFrame {...props} path={settingsPath} title={text.title} lead={text.lead}>
      <p>
        {text.mode} <Badge mood={mode === 'production' ? 'good' : 'warn'}>{text.modes[mode]}</Badge>
      </p>
      <Table label={text.title} heads={text.heads}>
        {items.map((one) => (
          <tr key={one.name}>
            <th scope="row">
              <code>{one.name}</code>
              <span class="aside">{one.meaning}</span>
            </th>
            <td>
              <Value {...one} />
            </td>
            <td class="tight">
              <code>{one.page}</code>
            </td>
          </tr>
        ))}
      </Table>
    </ConsoleFrame>
  )
}

type ValueProps = Pick<SettingsDocument['items'][number], 'value' | 'given' | 'hidden'>

function Value({ value, given, hidden }: ValueProps): VNode {
  return (
    <>
      {value !== null && <bdi>{value}</bdi>} {hidden && <Hidden isWhole={value === null} />}
      {value === null && !hidden && text.none}
      <span class="aside">{given ? text.given : text.usual}</span>
    </>
  )
}

function Hidden({ isWhole }: { readonly isWhole: boolean }): VNode {
  return <Badge mood="quiet">{isWhole ? text.hidden : text.partly}</Badge>
}
