/** A browser without a screen: it keeps cookies per origin and follows redirects. */

export type View = Readonly<{
  status: number
  url: URL
  text: string
  headers: Headers
  /** Every address on the way, the last one included. */
  way: readonly string[]
}>

type Cookie = Readonly<{ origin: string; path: string; name: string; value: string }>

export type Visitor = Readonly<{
  get(url: string): Promise<View>
  /** Presses a button of the page's own: the Origin is the target's. */
  press(url: string, fields?: Readonly<Record<string, string>>): Promise<View>
  /** One request, with no redirect followed. */
  send(url: string, init?: RequestInit): Promise<Response>
}>

const mostRedirects = 15

export function createVisitor(): Visitor {
  let cookies: readonly Cookie[] = []

  async function send(url: string, init: RequestInit = {}): Promise<Response> {
    const { origin, pathname } = new URL(url)
    const sent = cookies
      .filter((cookie) => cookie.origin === origin && pathname.startsWith(cookie.path))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ')
    const headers = new Headers(init.headers)
    if (sent !== '') headers.set('cookie', sent)
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) keep(origin, line)
    return response
  }

  function keep(origin: string, line: string): void {
    const [pair = '', ...attributes] = line.split(';').map((part) => part.trim())
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    const path = attributes.find((part) => /^path=/i.test(part))?.slice(5) ?? '/'
    cookies = cookies.filter(
      (old) => old.origin !== origin || old.name !== name || old.path !== path,
    )
    if (value !== '') cookies = [...cookies, { origin, path, name, value }]
  }

  async function follow(first: string, init: RequestInit): Promise<View> {
    const way = [first]
    let response = await send(first, init)
    for (let at = 0; at < mostRedirects; at += 1) {
      const location = response.headers.get('location')
      const here = way.at(-1) ?? first
      if (location === null) {
        const { status, headers } = response
        return { status, headers, url: new URL(here), text: await response.text(), way }
      }
      const next = new URL(location, here).href
      way.push(next)
      response = await send(next)
    }
    throw new Error(`It goes round in circles: ${way.join(' ')}`)
  }

  return {
    send,
    get: (url) => follow(url, {}),
    press: (url, fields = {}) =>
      follow(url, {
        method: 'POST',
        headers: { origin: new URL(url).origin },
        body: new URLSearchParams(fields),
      }),
  }
}
