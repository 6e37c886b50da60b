/** The commands of `parley`, on which scripts rely. The flags of each stand in its own file. */

import { Command, Option } from 'commander'
import { jsonOption } from './answer.ts'
import type { Context } from './context.ts'

type Add = (command: Command, context: Context) => void

type Noun = { readonly description: string; readonly load: () => Promise<Add> }

const nouns: Readonly<Record<string, Noun>> = {
  client: {
    description: 'applications',
    load: async () => {
      const [{ addClientCommands }, { addClientChanges }] = await Promise.all([
        import('./client.ts'),
        import('./change-client.ts'),
      ])
      return (command, context) => {
        addClientCommands(command, context)
        addClientChanges(command, context)
      }
    },
  },
  'resource-server': {
    description: 'APIs',
    load: async () => (await import('./resource-server.ts')).addResourceServerCommands,
  },
  account: {
    description: 'accounts',
    load: async () => (await import('./account.ts')).addAccountCommands,
  },
  operator: {
    description: 'operators of this server',
    load: async () => (await import('./operator.ts')).addOperatorCommands,
  },
  session: {
    description: 'sessions',
    load: async () => (await import('./session.ts')).addSessionCommands,
  },
  grant: {
    description: 'grants of applications',
    load: async () => (await import('./grant.ts')).addGrantCommands,
  },
  notice: {
    description: 'logout notices',
    load: async () => (await import('./notice.ts')).addNoticeCommands,
  },
  policy: {
    description: 'policies',
    load: async () => (await import('./policy.ts')).addPolicyCommands,
  },
  'api-key': {
    description: 'API keys',
    load: async () => (await import('./api-key.ts')).addApiKeyCommands,
  },
  keys: {
    description: 'signing keys',
    load: async () => (await import('./keys.ts')).addKeyCommands,
  },
  audit: {
    description: 'the audit log',
    load: async () => (await import('./audit.ts')).addAuditCommands,
  },
}

/** Loads only the commands that `args` name: `parley --help` needs no database client. */
export async function createProgram(args: readonly string[], context: Context): Promise<Command> {
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
  addRevokeCommand(program, context)
  addStatsCommand(program, context)
  for (const [name, { description, load }] of Object.entries(nouns)) {
    const command = program.command(name).description(description)
    if (args.includes(name)) (await load())(command, context)
  }
  return program
}

function addServerCommands(program: Command, context: Context): void {
  program
    .command('start')
    .description('migrate the database and serve until told to stop')
    .action(async () => (await import('./start.ts')).runStart(context))
  program
    .command('migrate')
    .description("bring the database to this version's schema")
    .addOption(jsonOption())
    .action(async (options) => (await import('./migrate.ts')).runMigrate(context, options))
  program
    .command('doctor')
    .description('check settings, database, secret, clock and ports')
    .addOption(jsonOption())
    .action(async (options) => (await import('./doctor.ts')).runDoctor(context, options))
  program
    .command('reset')
    .description('development only: delete all data and start over')
    .action(async () => (await import('./reset.ts')).runReset(context))
}

function addRevokeCommand(program: Command, context: Context): void {
  program
    .command('revoke')
    .description('revoke anything from one token to everything')
    .option('--token <jti>', 'one access token, by its id')
    .option('--grant <sid>', 'one grant of an application in a session')
    .option('--session <id>', 'one session')
    .option('--account <id>', 'all sessions of an account')
    .option('--except-session <id>', 'with --account: all but this one')
    .option(
      '--client <id>',
      'everything issued to an application; with --account, only by that account',
    )
    .option('--network <cidr>', 'sessions that began in this network')
    .option('--all-before <moment>', 'everything issued up to then: "now", or 2026-11-22T13:00:00Z')
    .option('--before <moment>', 'with the other flags: only tokens and sessions up to then')
    .option('--reason <text>', 'the reason, for the audit log')
    .option('--dry-run', 'count what it would end, and change nothing')
    .addOption(jsonOption())
    .action(async (options) => (await import('./revoke.ts')).runRevoke(context, options))
}

function addStatsCommand(program: Command, context: Context): void {
  program
    .command('stats')
    .description('show current numbers and recent activity')
    .addOption(
      new Option('--span <span>', 'the last hour, day or month')
        .choices(['hour', 'day', 'month'])
        .default('day'),
    )
    .addOption(jsonOption())
    .action(async (options) => (await import('./stats.ts')).runStats(context, options))
}
