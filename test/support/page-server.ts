/** Serves rendered pages on loopback under the policy of production, and keeps what is posted. */

import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { stylesheet, stylesheetPath } from '../../src/web/ui/stylesheet.ts'

export type ServedPage = {
  readonly html: string
  /** Sources that only this page may run, as in its Content-Security-Policy. */
  readonly scripts?: readonly string[]
}

export type PageServer = {
  readonly origin: string
  /** The fields of each posted form, oldest first. */
  readonly posted: Readonly<Record<string, string>>[]
  close(): Promise<void>
}

/** `pages` by path; a page may be added while the server runs. */
export async function servePages(pages: ReadonlyMap<string, ServedPage>): Promise<PageServer> {
  const posted: Readonly<Record<string, string>>[] = []
  const server = createServer(async (request, response) => {
    if (request.method === 'POST') posted.push(await formOf(request))
    answer(response, pages, new URL(request.url ?? '/', 'http://localhost').pathname)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { origin: originOf(server), posted, close: () => close(server) }
}

function answer(
  response: ServerResponse,
  pages: ReadonlyMap<string, ServedPage>,
  path: string,
): void {
  if (path === stylesheetPath) {
    response.writeHead(200, { 'content-type': 'text/css; charset=utf-8' }).end(stylesheet)
    return
  }
  const [, script] = /^\/(?:session|assets)\/((?:dialog|times)[a-z-]*\.js)$/.exec(path) ?? []
  if (script !== undefined) {
    const text = readFileSync(new URL(`../../src/web/ui/scripts/${script}`, import.meta.url))
    response.writeHead(200, { 'content-type': 'text/javascript; charset=utf-8' }).end(text)
    return
  }
  const page = pages.get(path) ?? { html: '<!doctype html><title>Received</title>' }
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policyOf(page),
  }
  response.writeHead(200, headers).end(page.html)
}

function policyOf({ scripts = [] }: ServedPage): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self' data:",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "connect-src 'self'",
    `script-src ${scripts.length > 0 ? scripts.join(' ') : "'self'"}`,
  ].join('; ')
}

async function formOf(request: IncomingMessage): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(new URLSearchParams(await text(request)))
}

function originOf(server: Server): string {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return `http://127.0.0.1:${address.port}`
}

function close(server: Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((done, fail) => server.close((error) => (error ? fail(error) : done())))
}
