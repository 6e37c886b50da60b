/** The revocation feed as server-sent events: first the missed entries, then new ones as they are made. */

import { PassThrough } from 'node:stream'
import type Router from '@koa/router'
import type { Context } from 'koa'
import { now } from '../../base/clock.ts'
import { toFeed } from '../../contract/feed.ts'
import type { FeedPlace } from '../../model/feed-place.ts'
import { type FeedPage, readFeed } from '../../revocation/read-feed.ts'
import type { FeedWatch } from '../../revocation/watch-feed.ts'
import type { Db } from '../../store/db.ts'
import { outsideWork } from '../../store/unit-of-work.ts'
import { type BearerOptions, callerName, callerOf } from '../admin-api/bearer.ts'
import { placeOf } from '../admin-api/feed.ts'
import { waitForDrain } from '../middleware/drain.ts'

export type RevocationStreamOptions = BearerOptions & {
  readonly watch: FeedWatch
}

const scope = 'parley:revocations.read'
const mostAPage = 1_000
/** A follower with this much unread is disconnected. */
const mostUnread = 1024 * 1024

/** Must stand before the route that answers the same address with a document. */
export function revocationStream(router: Router, options: RevocationStreamOptions): void {
  router.get('/revocations', async (ctx, next) => {
    ctx.vary('Accept')
    if (ctx.accepts('application/json', 'text/event-stream') !== 'text/event-stream') return next()
    ctx.set('Cache-Control', 'no-store')
    const caller = await callerOf(ctx, options, scope)
    const { expiresAt } = caller
    await follow(ctx, options, { after: startOf(ctx), expiresAt, caller: callerName(caller) })
  })
}

/** After a reconnect the header is newer than the address. */
function startOf(ctx: Context): FeedPlace | null {
  const { after } = ctx.query
  return placeOf(ctx.get('Last-Event-ID') || (Array.isArray(after) ? after.join() : after))
}

type StreamStart = {
  readonly after: FeedPlace | null
  readonly expiresAt: number
  readonly caller: string
}

/** Pages. When more arrive while a follower catches up, it is disconnected and begins again. */
const mostQueued = 1_000

/** The first page is read before the answer starts, so that a refusal still gets its status. */
async function follow(
  ctx: Context,
  { store, watch }: RevocationStreamOptions,
  { after, expiresAt, caller }: StreamStart,
): Promise<void> {
  const stream = new PassThrough()
  const queued: FeedPage[] = []
  let isAtEnd = false
  const write = (page: FeedPage | null) => {
    if (page === null) return stream.end()
    if (stream.writableLength > mostUnread) return stream.destroy()
    if (isAtEnd) return stream.write(textOf(page))
    return queued.length < mostQueued ? queued.push(page) : stream.destroy()
  }
  const leave = await watch.listen(write, caller)
  try {
    const first = await readFeed(store, { after, most: mostAPage })
    const end = setTimeout(() => stream.end(), expiresAt * 1000 - now().getTime()).unref()
    stream.once('close', () => clearTimeout(end))
    for (const closing of [stream, ctx.res]) closing.once('close', leave)
    ctx.res.once('close', () => stream.destroy())
    answer(ctx, stream)
    const caughtUp = outsideWork(() => catchUp(store, stream, first)).then(() => {
      isAtEnd = true
      for (const page of queued) write(page)
    })
    caughtUp.catch(() => stream.destroy())
  } catch (error) {
    leave()
    throw error
  }
}

function answer(ctx: Context, stream: PassThrough): void {
  ctx.type = 'text/event-stream'
  ctx.set('X-Accel-Buffering', 'no')
  ctx.body = stream
}

/** Writes no faster than the follower reads. */
async function catchUp(store: Db, stream: PassThrough, first: FeedPage): Promise<void> {
  let page = first
  stream.write(textOf(page))
  while (page.more && stream.writable) {
    await waitForDrain(stream)
    page = await readFeed(store, { after: page.place, most: mostAPage })
    stream.write(textOf(page))
  }
}

/** Many followers get the same page, so its text is made once. */
const texts = new WeakMap<FeedPage, string>()

function textOf(page: FeedPage): string {
  const known = texts.get(page)
  if (known !== undefined) return known
  const document = toFeed(page)
  const data = JSON.stringify(document)
  const text = `id: ${document.cursor}\nevent: revocations\ndata: ${data}\n\n`
  texts.set(page, text)
  return text
}
