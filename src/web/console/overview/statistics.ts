/** The statistics of the server: the document, and its words in the console. */

import type { CountedKind, Span } from '../../../model/statistics.ts'

export type StatisticsStep = Readonly<Record<CountedKind, number>> & {
  readonly at: string
  readonly live_sessions: number | null
  readonly offline_sessions: number | null
  readonly propagation_ms: number | null
}

export const spanWords: Readonly<
  Record<Span, { readonly title: string; readonly whole: string; readonly each: string }>
> = {
  hour: { title: 'Hour', whole: 'in the last hour', each: 'a minute' },
  day: { title: 'Day', whole: 'in the last 24 hours', each: 'an hour' },
  month: { title: 'Month', whole: 'in the last 31 days', each: 'a day' },
}

export const kindWords: Readonly<
  Record<CountedKind, { readonly title: string; readonly head: string; readonly what: string }>
> = {
  sign_ins: {
    title: 'Sign-ins',
    head: 'Sign-ins',
    what: 'People who signed in, or proved once more who they are.',
  },
  sign_in_failures: {
    title: 'Failed sign-ins',
    head: 'Failed',
    what: 'Wrong passwords, unknown addresses, locked accounts.',
  },
  refreshes: {
    title: 'Refreshes',
    head: 'Refreshes',
    what: 'New access tokens for applications that had one before.',
  },
  session_ends: {
    title: 'Sessions ended',
    head: 'Ended',
    what: 'For any reason: signed out, timed out, revoked.',
  },
  evictions: {
    title: 'Evictions',
    head: 'Evicted',
    what: 'Sessions that made room for another of the same account.',
  },
  revocations: {
    title: 'Revocations',
    head: 'Revoked',
    what: 'Made by operators, and tokens that applications gave back.',
  },
  refusals: {
    title: 'Refusals',
    head: 'Refused',
    what: 'Requests without the right, or that no client may make.',
  },
}
