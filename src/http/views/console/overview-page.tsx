/** What an operator sees first: which areas there are for them. */

import type { VNode } from 'preact'
import { ConsoleFrame, type ConsoleFrameProps } from './frame.tsx'

const text = {
  title: 'Overview',
  lead: 'What your role lets you see and do on this server.',
  areas: 'Areas',
}

export function OverviewPage(props: ConsoleFrameProps): VNode {
  return (
    <ConsoleFrame {...props} path="/console" title={text.title} lead={text.lead}>
      <h2>{text.areas}</h2>
      <ul>
        {props.areas.map(({ path, title }) => (
          <li key={path}>
            <a href={path}>{title}</a>
          </li>
        ))}
      </ul>
    </ConsoleFrame>
  )
}
