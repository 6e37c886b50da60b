/** The command `parley account`: creates accounts. It never takes a password as an argument. */

import { createAccount, type NewAccount } from '../accounts/create.ts'
import { openPasswords } from '../accounts/passwords.ts'
import { isDomainError } from '../base/errors.ts'
import { type AnswerOptions, aligned, answer } from './answer.ts'
import { type Context, Refusal } from './context.ts'
import { commandLineActor } from './operator.ts'
import { getPolicy } from './policy.ts'
import { withStore } from './postgres.ts'

export type CreateAccountOptions = AnswerOptions & {
  readonly email: string
  readonly passwordStdin?: boolean
  readonly name?: string
  readonly tier?: string
  readonly role?: readonly string[]
}

export async function runCreateAccount(
  context: Context,
  options: CreateAccountOptions,
): Promise<void> {
  if (!options.passwordStdin) {
    throw new Refusal(
      '--password-stdin is needed: the password is read from standard input, since other users ' +
        'of this machine can see arguments.',
    )
  }
  const config = context.config()
  const password = firstLine(await context.readInput())
  const { id, email } = await withStore(config, async (db) => {
    if (options.tier !== undefined) await getPolicy(db, options.tier, '--tier')
    const passwords = await openPasswords(config.hashing, config.brand.name)
    return create({ db, passwords }, { ...detailsOf(options), password, by: commandLineActor() })
  })
  answer(context, options, {
    value: { id, email },
    lines: aligned([
      ['id', id],
      ['email', email],
    ]),
  })
}

/** `echo` and editors end the line; a password of several lines is a mistake. */
function firstLine(input: string): string {
  const password = input.replace(/\r?\n$/, '')
  if (password !== '' && !/[\r\n]/.test(password)) return password
  throw new Refusal('--password-stdin: standard input must hold the password, as one line.')
}

function detailsOf({ email, name, tier, role }: CreateAccountOptions) {
  return {
    email,
    ...(name === undefined ? {} : { name }),
    ...(tier === undefined ? {} : { tier }),
    ...(role === undefined ? {} : { roles: [...new Set(role)] }),
  }
}

/** The refusal names the field; who typed a flag looks for the flag. */
async function create(tools: Parameters<typeof createAccount>[0], account: NewAccount) {
  try {
    return await createAccount(tools, account)
  } catch (error) {
    if (!isDomainError(error)) throw error
    if (error.code === 'email_taken') throw new Refusal(`--email: ${error.detail}.`)
    const flag = error.code.startsWith('password') ? '--password-stdin' : '--email'
    throw new Refusal(error.detail.replace(/^(password|email):/, `${flag}:`).concat('.'))
  }
}
