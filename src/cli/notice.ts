/** The command `parley notice`: its flags, and what they run on logout notices. */

import { type Command, Option } from 'commander'
import { toNotice } from '../contract/notice.ts'
import { type Notice, type NoticeState, noticeStates } from '../model/notice.ts'
import { findNotice, listNotices } from '../revocation/list-notices.ts'
import { resendNotice } from '../revocation/resend-notice.ts'
import { commandLineActor } from './actor.ts'
import { type AnswerOptions, alignColumns, answer, jsonOption, shortTime } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { gather, noteRest } from './gather.ts'
import { isId } from './id.ts'
import { withStore } from './postgres.ts'

export function addNoticeCommands(notice: Command, context: Context): void {
  notice
    .command('list')
    .description('list logout notices to clients, newest first')
    .addOption(new Option('--state <state>', 'only this state').choices(noticeStates))
    .option('--session <id>', 'the session')
    .option('--account <id>', 'the account')
    .option('--client <id>', 'the application')
    .addOption(jsonOption())
    .action(async (options) => runListNotices(context, options))
  notice
    .command('resend')
    .description('send a notice again')
    .argument('<id>', "the notice's id")
    .addOption(jsonOption())
    .action(async (id, options) => runResendNotice(context, id, options))
}

export type ListNoticesOptions = AnswerOptions & {
  readonly state?: NoticeState
  readonly session?: string
  readonly account?: string
  readonly client?: string
}

async function runListNotices(context: Context, options: ListNoticesOptions): Promise<void> {
  const { state = null, session = null, account = null, client: clientId = null } = options
  const ids = { '--session': session, '--account': account }
  for (const [flag, id] of Object.entries(ids)) {
    if (id !== null && !isId(id))
      throw new Refusal(`${flag}: ${JSON.stringify(id)} is not a valid id.`)
  }
  const filter = { state, sessionId: session, accountId: account, clientId }
  const found = await withStore(context.config(), (db) =>
    gather<Notice, { readonly id: string }>((before, most) =>
      listNotices(db, { ...filter, before: before?.id ?? null, most }),
    ),
  )
  const { rows } = found
  const lines = rows.length === 0 ? ['No notices match.'] : toLines(rows)
  answer(context, options, { value: rows.map(toNotice), lines })
  noteRest(context, found)
}

function toLines(notices: readonly Notice[]): string[] {
  const heading = ['ID', 'STATE', 'CLIENT', 'CAUSE', 'TRIES', 'ANSWER', 'WRITTEN (UTC)']
  const rows = notices.map((notice) => [
    notice.id,
    notice.state,
    notice.clientId,
    notice.cause,
    String(notice.attempts),
    notice.lastAnswer ?? '-',
    shortTime(notice.createdAt),
  ])
  return alignColumns([heading, ...rows])
}

async function runResendNotice(
  context: Context,
  id: string,
  options: AnswerOptions,
): Promise<void> {
  const config = context.config()
  const notice = isId(id)
    ? await withStore(config, async (db) => {
        await resendNotice(db, { id, by: commandLineActor() })
        return findNotice(db, id)
      })
    : null
  if (notice === null) throw new Refusal(`There is no notice ${JSON.stringify(id)}.`)
  const lines = [`Notice ${notice.id} will be sent to client ${notice.clientId} again.`]
  answer(context, options, { value: toNotice(notice), lines })
}
