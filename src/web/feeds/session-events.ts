/** A session's life as server-sent events: one open answer a listener, no statement of its own. */

import { PassThrough } from 'node:stream'
import type { Context } from 'koa'
import { eventIdOf, readEventId, type Told, tellingOf } from '../../model/session-events.ts'
import type { SessionStatus } from '../../model/session-status.ts'
import type { SessionCaller } from '../../sessions/status.ts'
import type { SessionWatch } from '../../sessions/watch.ts'

export type Beginning = {
  readonly caller: SessionCaller
  /** As it was found when the listener came. */
  readonly status: SessionStatus
  readonly show: (status: SessionStatus) => object
}

/** A comment, so that neither proxies nor browsers take the silence for a broken connection. */
const heartbeatMilliseconds = 15_000

/** Whoever reads so slowly is not listening. */
const mostUnread = 64 * 1024

export function streamEvents(ctx: Context, watch: SessionWatch, beginning: Beginning): void {
  const { caller, status, show } = beginning
  const stream = new PassThrough()
  let told = readEventId(ctx.get('Last-Event-ID'))

  const hear = (seen: SessionStatus | null) => {
    if (seen === null) return finish()
    if (stream.writableLength > mostUnread) return void stream.destroy()
    const message = messageOf(told, seen, show)
    told = message.told
    if (message.text !== '') stream.write(message.text)
    if (seen.state === 'ended') finish()
  }

  const { grantId, jti } = caller.kind === 'application' ? caller : { grantId: null, jti: null }
  const leave = watch.listen({ sessionId: status.sessionId, grantId, jti }, hear)
  const beat = setInterval(() => stream.write(':\n\n'), heartbeatMilliseconds).unref()
  const stop = () => {
    leave()
    clearInterval(beat)
  }
  // Nothing may be written after the end, however slowly the rest is read.
  const finish = () => {
    stop()
    stream.end()
  }
  ctx.res.once('close', stop)
  stream.once('close', stop)
  ctx.type = 'text/event-stream'
  ctx.set('X-Accel-Buffering', 'no')
  ctx.body = stream
  hear(status)
}

/** An id without data tells nothing, and lets a listener resume that heard no event yet. */
function messageOf(before: Told | null, seen: SessionStatus, show: Beginning['show']) {
  const { event, told } = tellingOf(before, seen)
  const id = `id: ${eventIdOf(told)}\n`
  if (event === null) return { told, text: before === null ? `${id}\n` : '' }
  return { told, text: `${id}event: ${event}\ndata: ${JSON.stringify(show(seen))}\n\n` }
}
