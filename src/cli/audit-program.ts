/** The flags of `parley audit`, as scripts rely on them. What they do stands in audit.ts. */

import { type Command, Option } from 'commander'
import { eventFormats } from '../model/event-format.ts'
import type { Context } from './context.ts'

const json = () => new Option('--json', 'answer with one JSON document')

export function addAuditCommands(audit: Command, context: Context): void {
  audit
    .command('verify')
    .description('recompute the ledger and name the first event that is not as it was sealed')
    .option('--since-seal <file>', 'seals that were kept: they show a tail that was cut off')
    .option('--export <file>', 'verify an exported file instead of the database')
    .option('--key <file>', 'the public keys to believe, instead of those of this installation')
    .addOption(json())
    .action(async (options) => (await import('./audit.ts')).runVerify(context, options))
  audit
    .command('export')
    .description('write the ledger to a file')
    .requiredOption('--out <file>', 'where to')
    .addOption(
      new Option('--format <format>', 'JSON lines, which can be verified, or events alone')
        .choices(eventFormats)
        .default('jsonl'),
    )
    .addOption(json())
    .action(async (options) => (await import('./audit.ts')).runExport(context, options))
  addProofCommands(audit, context)
  addArchiveCommand(audit, context)
  audit
    .command('keys')
    .description("the ledger's public keys, as a JWK set")
    .option('--rotate', 'make a new key first: it signs from the next block on')
    .addOption(json())
    .action(async (options) => (await import('./audit-keys.ts')).runKeys(context, options))
  audit
    .command('forget')
    .description("erase the personal fields of an account's events; the ledger still verifies")
    .requiredOption('--account <email-or-id>', 'whose')
    .addOption(json())
    .action(async (options) => (await import('./audit.ts')).runForget(context, options))
}

function addArchiveCommand(audit: Command, context: Context): void {
  audit
    .command('check-archive')
    .description('check a month that retention archived, with nothing but the file and the keys')
    .argument('<file>', 'the archive')
    .requiredOption('--key <file>', 'a JWK, or a set as "parley audit keys" prints it')
    .addOption(json())
    .action(async (file, options) =>
      (await import('./audit.ts')).runCheckArchive(context, file, options),
    )
}

function addProofCommands(audit: Command, context: Context): void {
  audit
    .command('prove')
    .description('print a proof, as JSON, that an event stands in the ledger')
    .argument('<id>', "the event's number")
    .option('--personal', 'show its personal fields, too')
    .addOption(json())
    .action(async (id, options) => (await import('./audit.ts')).runProve(context, id, options))
  audit
    .command('check-proof')
    .description('check a proof, with nothing but the proof and the public key')
    .argument('<file>', 'the proof')
    .requiredOption('--key <file>', 'a JWK, or a set as "parley audit keys" prints it')
    .addOption(json())
    .action(async (file, options) =>
      (await import('./audit.ts')).runCheckProof(context, file, options),
    )
}
