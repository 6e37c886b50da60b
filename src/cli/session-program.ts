/** The flags of sessions and grants, as scripts rely on them. */

import { type Command, Option } from 'commander'
import { acrValues } from '../model/acr.ts'
import { grantStates } from '../model/grant.ts'
import { guestAcr } from '../model/guest.ts'
import { endReasons } from '../model/session.ts'
import type { Context } from './context.ts'

const json = () => new Option('--json', 'answer with one JSON document')

/** What narrows a search, and ends what it finds. */
function narrowing(command: Command, states: readonly string[]): Command {
  return command
    .option('--account <email-or-id>', 'whose sessions')
    .option('--client <id>', 'in which this application was allowed something')
    .addOption(new Option('--state <state>', 'only these').choices(states))
    .option('--network <cidr>', 'begun in this network')
    .option('--device <id>', 'of this device')
    .addOption(new Option('--acr <acr>', 'signed in so strongly').choices([...acrValues, guestAcr]))
    .option('--policy <name>', 'begun under this policy')
    .option('--created-from <moment>', 'begun then or later, like 2026-11-22T13:00:00Z')
    .option('--created-to <moment>', 'begun before')
    .option('--seen-from <moment>', 'used last then or later')
    .option('--seen-to <moment>', 'used last before')
}

export function addSessionCommands(session: Command, context: Context): void {
  narrowing(session.command('list'), ['live', 'offline', 'ended'])
    .description('search sessions, newest first')
    .addOption(new Option('--end-reason <reason>', 'ended for this').choices(endReasons))
    .addOption(json())
    .action(async (options) => (await import('./session.ts')).runListSessions(context, options))
  session
    .command('show')
    .description('show one session with its applications and notices')
    .argument('<id>', "the session's id")
    .addOption(json())
    .action(async (id, options) =>
      (await import('./session.ts')).runShowSession(context, id, options),
    )
  narrowing(session.command('end'), ['live', 'offline'])
    .description('end a session and everything under it, or all that the flags find')
    .argument('[id]', "the session's id")
    .option('--reason <reason>', 'why: of one session a word, of several in your words')
    .option('--dry-run', 'tell how many the flags find, and touch nothing')
    .addOption(json())
    .action(async (id, options) =>
      id === undefined
        ? (await import('./end-sessions.ts')).runEndSessions(context, options)
        : (await import('./session.ts')).runEndSession(context, id, options),
    )
}

export function addGrantCommands(grant: Command, context: Context): void {
  grant
    .command('list')
    .description('search grants, those of the newest session first')
    .option('--account <email-or-id>', 'of whom')
    .option('--client <id>', 'of which application')
    .option('--session <id>', 'of which session')
    .addOption(new Option('--state <state>', 'only these').choices(grantStates))
    .addOption(json())
    .action(async (options) => (await import('./grant.ts')).runListGrants(context, options))
  grant
    .command('show')
    .description('show one grant with its refresh tokens')
    .argument('<sid>', "the grant's id")
    .addOption(json())
    .action(async (id, options) => (await import('./grant.ts')).runShowGrant(context, id, options))
  grant
    .command('end')
    .description('end a grant and every token of it; its session lives on')
    .argument('<sid>', "the grant's id")
    .requiredOption('--reason <text>', 'why, for the ledger')
    .addOption(json())
    .action(async (id, options) => (await import('./grant.ts')).runEndGrant(context, id, options))
}
