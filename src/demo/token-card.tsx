/** One decoded JWT: its lifetime, and its header and payload with an explanation of each entry. */

import { type ClaimRow, type OpenToken, openToken, type TokenKind } from './claims.ts'
import { formatInstant, formatSpan } from './clock.ts'

type CardProps = Readonly<{ kind: TokenKind; token: string; at: number }>

const titles = {
  access: {
    title: 'Access token',
    raw: 'The raw access token',
    text: 'The key to the photo API, which checks it without asking Parley, and hears within a second when it is revoked.',
  },
  id: {
    title: 'ID token',
    raw: 'The raw ID token',
    text: 'Parley’s word on who signed in, when and how. It is for us alone, and opens nothing.',
  },
} as const

export function TokenCard({ kind, token, at }: CardProps) {
  const { title, raw, text } = titles[kind]
  const open = openToken(token, kind, at)
  return (
    <section class="panel token" aria-labelledby={`${kind}-title`}>
      <h3 id={`${kind}-title`}>{title}</h3>
      <p class="hint">{text}</p>
      {open === null ? (
        <p>It is opaque: only Parley can read it.</p>
      ) : (
        <OpenedToken open={open} at={at} />
      )}
      <details>
        <summary>{raw}</summary>
        <p class="raw">{token}</p>
      </details>
    </section>
  )
}

function OpenedToken({ open, at }: { open: OpenToken; at: number }) {
  return (
    <>
      {open.life !== null && <Life {...open.life} at={at} />}
      <ClaimTable caption="Header" rows={open.header} />
      <ClaimTable caption="Payload" rows={open.payload} />
    </>
  )
}

function ClaimTable({ caption, rows }: { caption: string; rows: readonly ClaimRow[] }) {
  return (
    <table>
      <caption>{caption}</caption>
      <tbody>
        {rows.map(({ name, value, explanation }) => (
          <tr key={name}>
            <th scope="row">
              <Name name={name} />
            </th>
            <td>
              <span class="value">{value}</span>
              {explanation !== null && <span class="explanation">{explanation}</span>}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Long names break only after an underscore. */
function Name({ name }: Pick<ClaimRow, 'name'>) {
  const words = name.split(/(?<=_)/)
  return words.map((word, at) => (at === 0 ? word : [<wbr key={word} />, word]))
}

/** The bar does not move, like the text below it: an animation would repaint the page all the time. */
function Life({ from, until, at }: { from: number; until: number; at: number }) {
  const left = Math.max(0, until - at)
  const share = Math.min(100, Math.round((100 * left) / Math.max(1, until - from)))
  return (
    <div class={left > 0 ? 'life' : 'life over'}>
      <svg viewBox="0 0 100 2" preserveAspectRatio="none" aria-hidden="true">
        <rect class="track" width="100" height="2" />
        <rect class="rest" width={share} height="2" />
      </svg>
      <p>
        {left > 0
          ? `Good for another ${formatSpan(left)}, until ${formatInstant(until)}`
          : `Expired on ${formatInstant(until)}`}
      </p>
    </div>
  )
}
