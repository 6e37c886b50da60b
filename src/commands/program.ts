/** The commands and flags of `parley`, as scripts rely on them. What they do stands beside this. */

import { Command, Option } from 'commander'
import { authMethods, grantTypes } from '../model/client.ts'
import { noticeCauses } from '../model/notice.ts'
import { operatorRoles } from '../model/operator-role.ts'
import { endReasons } from '../model/session.ts'
import { addApiKeyCommands } from './api-key-program.ts'
import { addAuditCommands } from './audit-program.ts'
import type { Context } from './context.ts'
import { addKeyCommands } from './key-program.ts'
import { addAccountLifecycle, addClientLifecycle } from './lifecycle-program.ts'
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
  addAccountCommands(program.command('account').description('who signs in'), context)
  addOperatorCommands(program.command('operator').description('who operates'), context)
  addSessionCommands(program.command('session').description('sign-ins'), context)
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

function addClientCommands(client: Command, context: Context): void {
  client
    .command('create')
    .description('register an application; its secret is shown once')
    .requiredOption('--name <name>', 'what people read on the consent page')
    .option('--redirect-uri <uri...>', 'where people are sent back to')
    .addOption(
      new Option('--grant <type...>', 'default with a redirect URI: code and refresh').choices(
        grantTypes,
      ),
    )
    .option('--public', 'it can keep no secret: an app on a device or in a browser')
    .option('--native', 'it is installed on a device and may have a scheme of its own')
    .addOption(new Option('--policy <name>', 'a stricter policy of its own'))
    .option('--scope <name...>', 'the scopes it may ask for')
    .addOption(
      new Option('--auth-method <method>', 'how it authenticates')
        .choices(authMethods)
        .conflicts('public'),
    )
    .option('--jwks-file <file>', 'its public keys, as a JWK set, for private_key_jwt')
    .option('--post-logout-redirect-uri <uri...>', 'where people may be sent after logging out')
    .option('--resource <uri>', 'the API that it is: it may introspect tokens for it')
    .option('--allow-guests', 'its visitors may browse without signing in')
    .option('--backchannel-logout-uri <uri>', 'where it is told that a session ended')
    .option('--backchannel-logout-session-required', 'it has no use for a notice without sid')
    .addOption(
      new Option('--backchannel-logout-cause <cause...>', 'of which ends; default: all').choices(
        noticeCauses,
      ),
    )
    .addOption(json())
    .action(async (options) => (await import('./client.ts')).runCreateClient(context, options))
  client
    .command('list')
    .description('show the registered applications')
    .addOption(json())
    .action(async (options) => (await import('./client.ts')).runListClients(context, options))
  addClientLifecycle(client, context)
}

function addAccountCommands(account: Command, context: Context): void {
  account
    .command('create')
    .description('create an account')
    .requiredOption('--email <address>', 'what the person signs in with')
    .option('--password-stdin', 'read the password from standard input')
    .option('--name <name>', 'what applications may call the person')
    .addOption(new Option('--tier <name>', 'which policy it lives under'))
    .addOption(new Option('--role <role...>', 'what it may do here').choices(operatorRoles))
    .addOption(json())
    .action(async (options) => (await import('./account.ts')).runCreateAccount(context, options))
  addAccountLifecycle(account, context)
}

function addSessionCommands(session: Command, context: Context): void {
  session
    .command('list')
    .description('show the sessions of an account, newest first')
    .requiredOption('--account <email-or-id>', 'whose sessions')
    .addOption(json())
    .action(async (options) => (await import('./session.ts')).runListSessions(context, options))
  session
    .command('end')
    .description('end a session and everything under it')
    .argument('<id>', "the session's id")
    .addOption(
      new Option('--reason <reason>', 'why, for the ledger').choices(endReasons).default('revoked'),
    )
    .addOption(json())
    .action(async (id, options) =>
      (await import('./session.ts')).runEndSession(context, id, options),
    )
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
    .argument('<setting=value...>', 'such as max_sessions=3; times in seconds, or "none"')
    .option('--from <name>', 'the policy that a new one is like')
    .addOption(json())
    .action(async (name, changes, options) =>
      (await import('./policy.ts')).runSetPolicy(context, { ...options, name, changes }),
    )
  policy
    .command('explain')
    .description('show what holds for an account, and whose policy says so')
    .requiredOption('--account <email-or-id>', 'whose sessions')
    .option('--client <id>', 'through which application')
    .addOption(json())
    .action(async (options) => (await import('./policy.ts')).runExplainPolicy(context, options))
}
