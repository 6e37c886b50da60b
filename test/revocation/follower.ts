/** Someone who may follow the feed, and what they read of it. */

import { adminToken, machine } from '../admin-api/operator.ts'
import type { Cluster } from '../support/cluster.ts'
import { checkAnswer } from '../support/contract.ts'
import { type Answer, send } from '../support/tokens.ts'

const feedScope = 'parley:revocations.read'

export type Document = {
  readonly cursor: string
  readonly as_of: number | null
  readonly entries: readonly Readonly<Record<string, unknown>>[]
  readonly more: boolean
}

export type Follower = {
  readonly client: { readonly clientId: string; readonly clientSecret: string | null }
  readonly token: string
  readonly ask: (params?: Record<string, string>, base?: string) => Promise<Answer>
  /** Page after page until there is no more; throws for a refusal. */
  readonly read: (after?: string | null, limit?: number) => Promise<Document>
}

export async function newFollower(cluster: Cluster, scopes = [feedScope]): Promise<Follower> {
  const client = await cluster.client({ ...machine, scopes })
  const token = await adminToken(cluster, client, scopes)
  const ask: Follower['ask'] = (params = {}, base = cluster.issuer) =>
    send(`${base}/revocations?${new URLSearchParams(params)}`, {
      headers: { authorization: `Bearer ${token}` },
    })
  return { client, token, ask, read: (after = null, limit = 1000) => readAll(ask, after, limit) }
}

async function readAll(
  ask: Follower['ask'],
  after: string | null,
  limit: number,
): Promise<Document> {
  const entries: Document['entries'][number][] = []
  let cursor = after
  for (let pages = 0; pages < 500; pages += 1) {
    const from: Record<string, string> = cursor === null ? {} : { after: cursor }
    const page = documentOf(await ask({ ...from, limit: String(limit) }))
    entries.push(...page.entries)
    cursor = page.cursor
    if (!page.more) return { ...page, entries }
  }
  throw new Error('the feed does not end')
}

export function documentOf({ status, body }: Answer): Document {
  if (status !== 200) throw new Error(`no feed: ${status} ${JSON.stringify(body)}`)
  return body as Document
}

export type Stream = {
  readonly status: number
  /** The next document; null when the server ended the answer. */
  readonly next: () => Promise<Document | null>
  readonly stop: () => void
}

export async function openStream(
  base: string,
  token: string,
  { after = null, lastEventId = null }: { after?: string | null; lastEventId?: string | null } = {},
): Promise<Stream> {
  const stopping = new AbortController()
  const url = new URL('/revocations', base)
  if (after !== null) url.searchParams.set('after', after)
  const response = await fetch(url, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(lastEventId === null ? {} : { 'last-event-id': lastEventId }),
    },
    signal: stopping.signal,
  })
  const { status, headers } = response
  const text = response.ok ? '' : await response.clone().text()
  checkAnswer({ method: 'GET', path: '/revocations' }, { status, headers, text })
  const documents = documentsOf(response)
  return {
    status,
    next: async () => (await documents.next()).value ?? null,
    stop: () => stopping.abort(),
  }
}

async function* documentsOf({ body }: Response): AsyncGenerator<Document, undefined> {
  let unread = ''
  for await (const part of body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (unread + part).split('\n\n')
    unread = blocks.pop() ?? ''
    yield* blocks.map(documentIn)
  }
}

function documentIn(block: string): Document {
  const fields = Object.fromEntries(
    block.split('\n').map((line) => /^(\w+): (.*)$/.exec(line)?.slice(1) ?? [line, '']),
  )
  const document = JSON.parse(fields['data']) as Document
  const isWhole = fields['id'] === document.cursor && fields['event'] === 'revocations'
  if (!isWhole) throw new Error(`an odd event: ${block}`)
  return document
}
