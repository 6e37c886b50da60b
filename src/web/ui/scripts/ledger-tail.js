/** Adds new events to the page of the live tail, row by row, as text. The page has all the words. */

import { putInZone } from './times.js'

const tail = document.getElementById('tail')
const words = JSON.parse(tail.dataset.words)
const most = Number(tail.dataset.most)
const rows = tail.querySelector('tbody')
const pattern = tail.querySelector('[data-part=row]').content.firstElementChild
const status = tail.querySelector('[role=status]')
const button = tail.querySelector('button')

/** The events received while paused; null while following. */
let waiting = null
let count = 0

function say(text, counted) {
  status.textContent = text.replace('{count}', String(counted))
}

function sayWhere() {
  if (waiting !== null) say(words.paused, waiting.length)
  else if (count === 0) say(words.following, 0)
  else say(words.counted, count)
}

/** Shortens an id as the search pages do. */
function shortened(id) {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/.test(id)) return `…${id.slice(-12)}`
  return id.length > 16 ? `${id.slice(0, 12)}…` : id
}

function aboutOf(event) {
  const subjects = ['account', 'client', 'session'].filter((name) => {
    const id = event[`${name}_id`]
    return id !== null && id !== event.actor.id
  })
  return subjects.map((name) => {
    const line = document.createElement('span')
    line.className = 'about'
    const code = document.createElement('code')
    code.className = 'id'
    code.title = event[`${name}_id`]
    code.textContent = shortened(code.title)
    line.append(`${name} `, code)
    return line
  })
}

function rowOf(event) {
  const row = pattern.cloneNode(true)
  const slot = (name) => row.querySelector(`[data-slot=${name}]`)
  const link = slot('type')
  link.textContent = event.type
  link.href = `${link.getAttribute('href')}/${event.id}`
  const time = slot('occurred_at')
  time.dateTime = event.occurred_at
  time.textContent = event.occurred_at
  putInZone(time)
  slot('actor_kind').textContent = words.kinds[event.actor.kind] ?? event.actor.kind
  slot('actor_id').textContent = shortened(event.actor.id ?? '')
  if (event.outcome !== 'failure') row.querySelector('[data-outcome]').remove()
  for (const badge of row.querySelectorAll('[data-severity]')) {
    if (badge.dataset.severity !== event.severity || event.severity === 'info') badge.remove()
  }
  slot('about').append(...aboutOf(event))
  slot('network').textContent = event.network ?? ''
  return row
}

function show(event) {
  rows.prepend(rowOf(event))
  count += 1
  while (rows.children.length > most) rows.lastElementChild.remove()
}

function hear({ data }) {
  const event = JSON.parse(data)
  if (waiting === null) show(event)
  else waiting = [...waiting, event].slice(-most)
  sayWhere()
}

button.addEventListener('click', () => {
  const shown = waiting ?? []
  waiting = waiting === null ? [] : null
  if (waiting === null) for (const event of shown) show(event)
  button.textContent = waiting === null ? words.pause : words.resume
  sayWhere()
})

const source = new EventSource(tail.dataset.source)
source.addEventListener('open', sayWhere)
source.addEventListener('audit', hear)
source.addEventListener('error', () => {
  say(source.readyState === EventSource.CLOSED ? words.over : words.broken, 0)
})
tail.hidden = false
