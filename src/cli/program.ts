/** The commands of `parley`, as scripts rely on them. Each one's flags, and what they run, stand in its own file. */

import { Command, Option } from 'commander'
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
    description: 'who signs in',
    load: async () => (await import('./account.ts')).addAccountCommands,
  },
  operator: {
    description: 'who operates',
    load: async () => (await import('./operator.ts')).addOperatorCommands,
  },
  session: {
    description: 'sign-ins',
    load: async () => (await import('./session.ts')).addSessionCommands,
  },
  grant: {
    description: 'what sign-ins allowed',
    load: async () => (await import('./grant.ts')).addGrantCommands,
  },
  notice: {
    description: 'what clients are told',
    load: async () => (await import('./notice.ts')).addNoticeCommands,
  },
  policy: {
    description: 'the rules of sessions',
    load: async () => (await import('./policy.ts')).addPolicyCommands,
  },
  'api-key': {
    description: 'keys of programs',
    load: async () => (await import('./api-key.ts')).addApiKeyCommands,
  },
  keys: {
    description: 'the keys that sign',
    load: async () => (await import('./keys.ts')).addKeyCommands,
  },
  audit: {
    description: 'the ledger',
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

function addStatsCommand(program: Command, context: Context): void {
  program
    .command('stats')
    .description('how much there is now, and what happened lately')
    .addOption(
      new Option('--span <span>', 'the last hour, day or month')
        .choices(['hour', 'day', 'month'])
        .default('day'),
    )
    .addOption(json())
    .action(async (options) => (await import('./stats.ts')).runStats(context, options))
}
