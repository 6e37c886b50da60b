/** The commands and flags of `parley`, as scripts rely on them. What they do stands beside this. */

import { Command, Option } from 'commander'
import { addAccountCommands } from './account-program.ts'
import { addApiKeyCommands } from './api-key-program.ts'
import { addAuditCommands } from './audit-program.ts'
import { addClientCommands } from './client-program.ts'
import type { Context } from './context.ts'
import { addKeyCommands } from './key-program.ts'
import { addResourceServerCommands } from './resource-server-program.ts'
import { addGrantCommands, addSessionCommands } from './session-program.ts'
import { addNoticeCommands, addOperatorCommands, addStatsCommand } from './watching-program.ts'

/** The parts of a command are loaded when it is chosen: `--help` needs no database client. */
export function createProgram(context: Context): Command {
  const program = new Command('parley')
    .description('OAuth 2.0 and OpenID Connect authorization server that governs sessions.')
    .showSuggestionAfterError(false)
    // Before the commands are added, since they inherit both.
    .exitOverride()
    .configureOutput({
      writeOut: context.print,
      writeErr: context.note,
      outputError: (text, write) => write(text.replace(/^error:/, 'parley:')),
    })
  addServerCommands(program, context)
  addClientCommands(program.command('client').description('applications'), context)
  addResourceServerCommands(program.command('resource-server').description('APIs'), context)
  addAccountCommands(program.command('account').description('who signs in'), context)
  addOperatorCommands(program.command('operator').description('who operates'), context)
  addSessionCommands(program.command('session').description('sign-ins'), context)
  addGrantCommands(program.command('grant').description('what sign-ins allowed'), context)
  addNoticeCommands(program.command('notice').description('what clients are told'), context)
  addPolicyCommands(program.command('policy').description('the rules of sessions'), context)
  addRevokeCommand(program, context)
  addApiKeyCommands(program.command('api-key').description('keys of programs'), context)
  addKeyCommands(program.command('keys').description('the keys that sign'), context)
  addStatsCommand(program, context)
  addAuditCommands(program.command('audit').description('the ledger'), context)
  return program
}

const json = () => new Option('--json', 'answer with one JSON document')

function addServerCommands(program: Command, context: Context): void {
  program
    .command('start')
    .description('migrate the database and serve until told to stop')
    .action(async () => (await import('./start.ts')).runStart(context))
  program
    .command('migrate')
    .description("bring the database to this version's schema")
    .addOption(json())
    .action(async (options) => (await import('./migrate.ts')).runMigrate(context, options))
  program
    .command('doctor')
    .description('check settings, database, secret, clock and ports')
    .addOption(json())
    .action(async (options) => (await import('./doctor.ts')).runDoctor(context, options))
  program
    .command('reset')
    .description('development only: forget everything and start over')
    .action(async () => (await import('./reset.ts')).runReset(context))
}

function addRevokeCommand(program: Command, context: Context): void {
  program
    .command('revoke')
    .description('end sessions and grants, from one token to everything, with a reason')
    .option('--token <jti>', 'one access token, by its id')
    .option('--grant <sid>', 'one grant: what a session allowed one application')
    .option('--session <id>', 'one session')
    .option('--account <id>', 'all sessions of an account')
    .option('--except-session <id>', 'with --account: all but this one')
    .option('--client <id>', 'whatever an application was issued; with --account, by that account')
    .option('--network <cidr>', 'sessions that began in this network')
    .option('--all-before <moment>', 'everything issued by then: "now", or 2026-11-22T13:00:00Z')
    .option('--before <moment>', 'for the others: only what was issued by then')
    .option('--reason <text>', 'why, for the ledger')
    .option('--dry-run', 'tell what it would reach, and touch nothing')
    .addOption(json())
    .action(async (options) => (await import('./revoke.ts')).runRevoke(context, options))
}

function addPolicyCommands(policy: Command, context: Context): void {
  policy
    .command('list')
    .description('show the policies: presets, and what was edited')
    .addOption(json())
    .action(async (options) => (await import('./policy.ts')).runListPolicies(context, options))
  policy
    .command('set')
    .description('edit a policy, or make one')
    .argument('<name>', 'its name')
    .argument('<setting=value...>', 'such as max_sessions=3 or idle_timeout=30m; "none" for no end')
    .option('--from <name>', 'the policy that a new one is like')
    .addOption(json())
    .action(async (name, changes, options) =>
      (await import('./policy.ts')).runSetPolicy(context, { ...options, name, changes }),
    )
  policy
    .command('remove')
    .description('delete a policy of your own, or turn an edited preset back')
    .argument('<name>', 'its name')
    .addOption(json())
    .action(async (name, options) =>
      (await import('./policy.ts')).runRemovePolicy(context, { ...options, name }),
    )
  policy
    .command('explain')
    .description('show what holds for an account, and whose policy says so')
    .requiredOption('--account <email-or-id>', 'whose sessions')
    .option('--client <id>', 'through which application')
    .addOption(json())
    .action(async (options) => (await import('./policy.ts')).runExplainPolicy(context, options))
}
