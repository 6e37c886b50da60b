/** What to do on a server that no application uses yet. */

import type { VNode } from 'preact'
import type { Area } from '../areas.ts'

type Props = { readonly areas: readonly Area[] }

const text = {
  title: 'No application signs people in here yet',
  lead: 'The figures below begin to move with the first one.',
  register: 'Register an application',
  registerLead: 'In the console, or on the machine:',
  registerCommand: 'parley client create --name Shop --redirect-uri https://shop.example/callback',
  second: 'Make somebody else an owner, too',
  secondLead: 'So that nobody is locked out when one of you is away.',
  point: 'Point its OpenID Connect library here',
  pointLead: 'It finds everything else by itself, in the discovery document.',
}

export function FirstSteps({ areas }: Props): VNode {
  return (
    <section class="card first-steps">
      <h2>{text.title}</h2>
      <p>{text.lead}</p>
      <ol>
        <li>
          <Way areas={areas} path="/console/clients" title={text.register} />
          <p>{text.registerLead}</p>
          <pre class="code">
            <code>{text.registerCommand}</code>
          </pre>
        </li>
        <li>
          <a href="/.well-known/openid-configuration">{text.point}</a>
          <p>{text.pointLead}</p>
        </li>
        <li>
          <Way areas={areas} path="/console/operators" title={text.second} />
          <p>{text.secondLead}</p>
        </li>
      </ol>
    </section>
  )
}

/** No link leads to what this role cannot open. */
function Way({ areas, path, title }: Props & { path: string; title: string }): VNode {
  const isOpen = areas.some((area) => area.path === path)
  return isOpen ? <a href={path}>{title}</a> : <strong>{title}</strong>
}
