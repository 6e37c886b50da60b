/** The pages of the server: the methods of each address, and the statuses that each may answer. */

import type { Described } from './contract.ts'

type Statuses = readonly number[]

/** A page, or a redirect: to the next step, to sign-in, or to the page that has the result. */
const page: Statuses = [200, 303, 400, 403, 404]
const ownPage: Statuses = [200, 303, 400, 404]
const step: Statuses = [200, 400, 404]
const stepForm: Statuses = [...step, 403]
const redirect: Statuses = [303, 404]
const form: Statuses = [303, 400, 403, 404]
/** A form with a version: 412 when someone else has changed the thing. */
const edit: Statuses = [...form, 412]

type PageRoutes = Readonly<Record<string, Readonly<Record<string, Statuses>>>>

/** Every route may also answer `usualStatuses`. */
export const pageRoutes: PageRoutes = {
  '/authorize/{uid}': { GET: page },
  '/logout/confirm': { POST: [200, 303, 400] },
  '/logout/success': { GET: [200, 303, 400] },
  '/': { GET: [200, 405] },
  '/interaction/{uid}': { GET: [...step, 303], POST: [...form, 401, 429] },
  '/interaction/{uid}/devices': { GET: step, POST: form },
  '/interaction/{uid}/register': { GET: step, POST: stepForm },
  '/interaction/{uid}/confirm': { GET: step, POST: [...form, 200, 401] },
  '/interaction/{uid}/forgot': { GET: step, POST: stepForm },
  '/interaction/{uid}/reset': { GET: step, POST: page },
  '/account': { GET: redirect },
  '/account/callback': { GET: [303, 403, 404] },
  '/account/sessions': { GET: ownPage, POST: form },
  '/account/activity': { GET: ownPage },
  '/account/applications': { GET: ownPage, POST: form },
  '/account/security': { GET: ownPage, POST: [...form, 429] },
  '/account/forgot': { GET: step, POST: stepForm },
  '/account/reset': { GET: step, POST: page },
  '/dev/mail': { GET: step },
  '/favicon.ico': { GET: [200, 304, 405] },
  '/assets/times.js': { GET: [200, 304, 405] },
  '/console': { GET: page },
  '/console/callback': { GET: [303, 403, 404] },
  '/console/sessions': { GET: page },
  '/console/sessions/end': { GET: page, POST: form },
  '/console/sessions/{id}': { GET: page },
  '/console/sessions/{id}/end': { GET: page, POST: form },
  '/console/sessions/{id}/grants/{grant}/end': { GET: page, POST: form },
  '/console/ledger': { GET: page },
  '/console/ledger/export': { GET: page },
  '/console/ledger/tail': { GET: page },
  '/console/ledger/tail/events': { GET: [...page, 401, 410] },
  '/console/ledger/blocks': { GET: page },
  '/console/ledger/blocks/{number}': { GET: page },
  '/console/ledger/verification': { GET: page },
  '/console/ledger/{id}': { GET: page },
  '/console/ledger/{id}/proof': { GET: [...page, 409] },
  '/console/notices': { GET: page },
  '/console/notices/{id}': { GET: page },
  '/console/notices/{id}/resend': { POST: form },
  '/console/keys': { GET: page },
  '/console/keys/rotate': { GET: page, POST: form },
  '/console/keys/replace': { GET: page, POST: form },
  '/console/keys/ledger/rotate': { GET: page, POST: form },
  '/console/keys/{kid}/retire': { GET: page, POST: form },
  '/console/settings': { GET: page },
  '/console/operators': { GET: page, POST: page },
  '/console/operators/{id}': { GET: page },
  '/console/operators/{id}/role': { GET: page, POST: page },
  '/console/api-keys': { GET: page, POST: page },
  '/console/api-keys/new': { GET: page },
  '/console/api-keys/{id}': { GET: page },
  '/console/api-keys/{id}/revoke': { GET: page, POST: page },
  '/console/accounts': { GET: page },
  '/console/accounts/new': { GET: page, POST: edit },
  '/console/accounts/{id}': { GET: page },
  '/console/accounts/{id}/edit': { GET: page, POST: edit },
  '/console/accounts/{id}/tier': { POST: edit },
  '/console/accounts/{id}/reset': { POST: edit },
  '/console/accounts/{id}/disable': { GET: page, POST: edit },
  '/console/accounts/{id}/enable': { POST: edit },
  '/console/accounts/{id}/delete': { GET: page, POST: edit },
  '/console/clients': { GET: page },
  '/console/clients/new': { GET: page, POST: [...edit, 200] },
  '/console/clients/{id}': { GET: page },
  '/console/clients/{id}/setup': { GET: page },
  '/console/clients/{id}/edit': { GET: page, POST: edit },
  '/console/clients/{id}/secret': { GET: page, POST: [...edit, 200] },
  '/console/clients/{id}/disable': { GET: page, POST: edit },
  '/console/clients/{id}/enable': { POST: edit },
  '/console/clients/{id}/delete': { GET: page, POST: edit },
  '/console/policies': { GET: page },
  '/console/policies/{name}': { GET: page, POST: page },
  '/console/policies/{name}/removal': { GET: page, POST: page },
  '/console/new-policy': { GET: page, POST: page },
  '/console/effective-policy': { GET: page },
  '/console/revocations': { GET: page, POST: page },
  '/console/revocations/new': { GET: page },
  '/console/revocations/reach': { GET: page },
  '/console/revocations/{id}': { GET: page },
  '/admin/v1/reference': { GET: [200, 405] },
}

/** Answered from memory: neither fails with the store. */
const fromMemory = ['/', '/assets/times.js']

export function statusesOf(path: string, method: string): Statuses | null {
  const statuses = pageRoutes[path]?.[method]
  if (statuses === undefined) return null
  return [...statuses, 413, 415, ...(fromMemory.includes(path) ? [] : [500, 503])]
}

type Headers = NonNullable<Described['headers']>
type Contents = NonNullable<Described['content']>

const component = (place: string) => ({ $ref: `#/components/${place}` })

/** The headers and content of an answer with this status, in the terms of the contract. */
export function pageAnswer(path: string, status: number): Described {
  const headers = headersOf(path, status)
  if (status === 303 || status === 304) return { description: 'nothing to read', headers }
  return { description: 'a page', headers, content: contentOf(path, status) }
}

function headersOf(path: string, status: number): Headers {
  if (status === 303) return { Location: component('headers/Location') }
  if (status === 429 || status === 503) return { 'Retry-After': component('headers/RetryAfter') }
  return status === 200 && path === '/admin/v1/reference' ? { ETag: component('headers/ETag') } : {}
}

function contentOf(path: string, status: number): Contents {
  if (status === 200) return filesAndStreams[path] ?? html
  return path.startsWith('/admin/') ? problem : html
}

const text = { schema: { type: 'string' } }
const html: Contents = { 'text/html': text }
const problem: Contents = { 'application/problem+json': { schema: component('schemas/Problem') } }

const exportedEvent = {
  $ref: '#/paths/~1admin~1v1~1audit-events/get/responses/200/content/application~1x-ndjson/schema',
}

/** Files, streams and scripts. */
const filesAndStreams: Readonly<Record<string, Contents>> = {
  '/assets/times.js': { 'text/javascript': text },
  '/console/ledger/export': {
    'application/x-ndjson': { schema: exportedEvent },
    'text/plain': text,
  },
  '/console/ledger/tail/events': { 'text/event-stream': text },
  '/console/ledger/{id}/proof': {
    'application/json': { schema: component('schemas/AuditProof') },
  },
}
