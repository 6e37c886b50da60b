/**
 * Warns before a session ends, offers to stay, and says when and why it ended, the same in every
 * tab. It holds no text, no style and no token: the page has those.
 */

import { count, keepOpen, partFor, show, tellReason } from './dialog-parts.js'
import { over, sourceOf } from './dialog-source.js'

/** Seconds between requests: without events, beside events, and after a failure. They are no activity. */
const askSeconds = { alone: 30, besideEvents: 300, again: 5 }

/** A status this recent is shown without asking again. */
const freshSeconds = 2

/**
 * `dialog` has a part for each state, by `data-when`: `expiring`, with a way to stay; `ending`,
 * without one; `offline`; `ended`. `sourceOf` documents the other options. Calls `ended` with the
 * reason. Returns a function that stops watching.
 */
export function watchSession({ dialog, ended = () => undefined, ...where }) {
  const source = sourceOf(where)
  const tabs = new BroadcastChannel(`session ${source.name}`)
  const state = { heard: null, heardAt: 0, askedAt: 0, dismissed: null, hears: false }
  const watch = { ...state, dialog, source, ended, tabs, leaving: new AbortController() }
  attend(watch)
  watch.beat = setInterval(() => look(watch), 1000)
  void ask(watch)
  return () => stop(watch)
}

function attend(watch) {
  const { dialog, tabs, leaving } = watch
  tabs.onmessage = ({ data }) =>
    void (watch.heard?.session_id === data.session_id ? hear(watch, data) : ask(watch))
  const returned = () => void (document.hidden || ask(watch))
  document.addEventListener('visibilitychange', returned, { signal: leaving.signal })
  dialog.addEventListener('click', ({ target }) => {
    const wish = target.closest('[data-do]')?.dataset.do
    if (wish === 'stay') void ask(watch, 'POST', '/keepalive')
    if (wish === 'dismiss') dialog.close()
  })
  // Escape and the button mean "not now".
  dialog.addEventListener('close', () => {
    if (isDue(watch)) watch.dismissed = warningOf(watch.heard)
  })
}

async function ask(watch, method = 'GET', path = '/status') {
  watch.askedAt = Date.now()
  const status = await watch.source.ask(method, path)
  if (watch.leaving.signal.aborted) return
  for (const part of watch.dialog.querySelectorAll('[data-failed]')) {
    part.hidden = method === 'GET' || status !== null
  }
  if (status === null) return
  if (status === 'refused') return method === 'POST' ? ask(watch) : stop(watch)
  if (status !== over) watch.tabs.postMessage(status)
  hear(watch, status)
}

/** For this page its session is over once the browser has another one. */
function hear(watch, status) {
  const { heard } = watch
  if (heard !== null && status.server_time < heard.server_time) return
  const isOther = heard !== null && status !== over && heard.session_id !== status.session_id
  if (heard === null && status.state === 'offline') watch.dismissed = warningOf(status)
  watch.heard = isOther ? over : status
  watch.heardAt = Date.now()
  look(watch)
  if (heard === null) listen(watch)
}

function look(watch) {
  const { heard, dialog, hears } = watch
  if (heard === null) return mayAsk(watch, askSeconds.again)
  if (isOver(watch)) return finish(watch)
  if (!document.hidden) mayAsk(watch, hears ? askSeconds.besideEvents : askSeconds.alone)
  if (isDue(watch)) return disturb(watch)
  if (dialog.open) dialog.close()
}

/** A page without a text for `offline` treats it as ended. */
function isOver({ heard, dialog }) {
  return (
    heard.state === 'ended' || (heard.state === 'offline' && partFor(dialog, 'offline') === null)
  )
}

/** Asks again before it shows the warning: another page may have extended the session. */
function disturb(watch) {
  const { heard, dialog } = watch
  const left = secondsTo(watch, heard.expires_at)
  if (left <= 0) mayAsk(watch, askSeconds.again)
  if (watch.dismissed === warningOf(heard)) return
  if (!dialog.open && secondsSince(watch.askedAt) > freshSeconds) return void ask(watch)
  if (heard.state === 'offline') return show(dialog, 'offline')
  count(dialog, left, (Date.parse(heard.expires_at) - Date.parse(heard.warn_at)) / 1000)
  show(dialog, heard.extendable ? 'expiring' : 'ending')
}

/** Identifies a warning that the person can dismiss: each coming end, and going offline. */
const warningOf = ({ state, expires_at: end }) => (state === 'offline' ? state : end)

function isDue(watch) {
  const { state, warn_at: warnAt } = watch.heard ?? over
  if (state === 'offline') return true
  return state === 'live' && warnAt !== null && secondsTo(watch, warnAt) <= 0
}

function mayAsk(watch, seconds) {
  if (secondsSince(watch.askedAt) >= seconds) void ask(watch)
}

/** Counts from the server's time, because the clock of this machine may be wrong. */
function secondsTo({ heard, heardAt }, time) {
  return (Date.parse(time) - Date.parse(heard.server_time)) / 1000 - secondsSince(heardAt)
}

const secondsSince = (moment) => (Date.now() - moment) / 1000

function finish(watch) {
  const { dialog, ended, heard } = watch
  stop(watch)
  tellReason(dialog, heard.end_reason)
  if (partFor(dialog, 'ended') === null) dialog.close()
  else {
    show(dialog, 'ended')
    keepOpen(dialog)
  }
  ended(heard.end_reason)
}

function stop({ beat, leaving, tabs }) {
  clearInterval(beat)
  leaving.abort()
  tabs.close()
}

/** One tab listens for all tabs, because browsers allow few connections to one server. */
function listen(watch) {
  const { source, leaving } = watch
  if (source.events === null || leaving.signal.aborted) return
  const listening = () => new Promise((done) => hearEvents(watch, source.events(), done))
  navigator.locks
    ?.request(`session ${source.name}`, { signal: leaving.signal }, listening)
    .catch(() => undefined)
}

function hearEvents(watch, events, done) {
  const close = () => {
    watch.hears = false
    events.close()
    done()
  }
  const tell = ({ data }) => {
    const status = JSON.parse(data)
    watch.tabs.postMessage(status)
    hear(watch, status)
  }
  watch.hears = true
  for (const event of ['expiring', 'extended', 'ended']) events.addEventListener(event, tell)
  events.addEventListener('error', () => events.readyState === EventSource.CLOSED && close())
  watch.leaving.signal.addEventListener('abort', close)
}

for (const dialog of document.querySelectorAll('dialog[data-session]')) {
  const { session, events } = dialog.dataset
  watchSession({ dialog, base: session, hasEvents: events !== undefined })
}
