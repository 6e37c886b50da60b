/** The requests to the feed: for one document, or for a stream of documents. */

import { FeedRefused } from './errors.ts'
import { type FeedDocument, readDocument } from './feed-document.ts'
import type { FeedToken } from './feed-token.ts'

/** The issuer no longer knows the cursor: start without one. */
export class CursorGone extends Error {}

export type FeedRequests = {
  readonly document: (cursor: string | null) => Promise<FeedDocument>
  /** Ends when the server ends it; throws if it breaks or is silent for too long. */
  readonly stream: (cursor: string) => AsyncGenerator<FeedDocument, void>
}

const timeoutMilliseconds = 10_000
/** The server sends something every second. */
const mostSilenceMilliseconds = 3_000
const mostCharacters = 16 * 1024 * 1024

export function feedRequests(url: URL, token: FeedToken, signal: AbortSignal): FeedRequests {
  const ask = async (cursor: string | null, { accept, until }: FeedRequest): Promise<Response> => {
    const address = new URL(url)
    if (cursor !== null) address.searchParams.set('after', cursor)
    if (accept === json) address.searchParams.set('limit', '10000')
    const response = await fetch(address, {
      headers: { accept, authorization: `Bearer ${await token.get()}` },
      redirect: 'error',
      signal: AbortSignal.any([signal, until]),
    })
    if (!response.ok) await refuse(response, token)
    return response
  }
  return {
    document: async (cursor) => {
      const response = await ask(cursor, {
        accept: json,
        until: AbortSignal.timeout(timeoutMilliseconds),
      })
      return readDocument(await response.json())
    },
    stream: async function* (cursor) {
      const silence = new AbortController()
      const watchdog = setTimeout(() => silence.abort(), mostSilenceMilliseconds).unref()
      try {
        const response = await ask(cursor, { accept: events, until: silence.signal })
        for await (const document of documentsIn(response)) {
          watchdog.refresh()
          yield document
        }
      } finally {
        clearTimeout(watchdog)
        silence.abort()
      }
    },
  }
}

const json = 'application/json'
const events = 'text/event-stream'

type FeedRequest = { readonly accept: string; readonly until: AbortSignal }

async function refuse(response: Response, token: FeedToken): Promise<never> {
  await response.body?.cancel()
  const { status } = response
  if (status === 410) throw new CursorGone()
  if (status === 401) token.forget()
  if (status === 401 || status === 403) throw new FeedRefused(`the feed answered ${status}`)
  throw new Error(`the feed answered ${status}`)
}

async function* documentsIn(response: Response): AsyncGenerator<FeedDocument, void> {
  const isStream = response.headers.get('content-type')?.startsWith(events) ?? false
  if (!isStream || response.body === null) throw new Error('the feed is no stream here')
  for await (const block of blocksIn(response.body)) {
    const [, data] = /^data: ?(.*)$/m.exec(block) ?? []
    if (data !== undefined) yield readDocument(JSON.parse(data))
  }
}

/** Reads only Parley's form of server-sent events: one line of data each. */
async function* blocksIn(body: NonNullable<Response['body']>): AsyncGenerator<string, void> {
  let unread = ''
  for await (const part of body.pipeThrough(new TextDecoderStream())) {
    const blocks = (unread + part).split('\n\n')
    unread = blocks.pop() ?? ''
    if (unread.length > mostCharacters) throw new Error('an event of the feed is too long')
    yield* blocks
  }
}
