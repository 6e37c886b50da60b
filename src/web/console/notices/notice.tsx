/** A logout notice in the console: its document, and the words for its state and its last answer. */

import type { NoticeDocument } from '../../../contract/documents.ts'
import type { NoticeState } from '../../../model/notice.ts'
import { Badge, type Mood } from '../../ui/facts.tsx'

const states: Readonly<Record<NoticeState, readonly [mood: Mood, label: string]>> = {
  pending: ['warn', 'waiting'],
  delivered: ['good', 'delivered'],
  dead: ['bad', 'given up'],
}

export const stateChoices = [
  ['', 'any state'],
  ...Object.entries(states).map(([state, [, label]]) => [state, label] as const),
] as const

export function NoticeBadge({ state }: Pick<NoticeDocument, 'state'>) {
  const [mood, label] = states[state]
  return <Badge mood={mood}>{label}</Badge>
}

const answers: Readonly<Record<string, string>> = {
  timeout: 'no answer in time',
  unreachable: 'could not be reached',
  address_refused: 'not a public address',
  no_receiver: 'the client has no address for notices any more',
}

/** The receiver's last answer in words; null before the first try. */
export function answerOf({
  last_answer: last,
}: Pick<NoticeDocument, 'last_answer'>): string | null {
  return last === null ? null : (answers[last] ?? `answered ${last}`)
}
