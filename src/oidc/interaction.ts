/** One step of the protocol that waits for a person. Only the browser that began it finds it. */

import type { IncomingMessage, ServerResponse } from 'node:http'
import type Provider from 'oidc-provider'
import { errors, type InteractionResults } from 'oidc-provider'
import { DomainError } from '../base/errors.ts'
import { speakAmong } from '../i18n/speaking.ts'

export type Exchange = { readonly req: IncomingMessage; readonly res: ServerResponse }

export type InteractionDetails = Awaited<ReturnType<Provider['interactionDetails']>>

/**
 * Throws `interaction_expired` for an interaction that is another browser's, finished or overdue. A
 * step that began in a session needs that session's cookie: the library checks only that the
 * session lives.
 */
export async function getInteraction(
  provider: Provider,
  { req, res }: Exchange,
): Promise<InteractionDetails> {
  try {
    const current = await provider.Session.get(provider.createContext(req, res))
    const interaction = await provider.interactionDetails(req, res)
    speakAmong(interaction.params['ui_locales'])
    const begunIn = interaction.session?.uid
    if (begunIn === undefined || begunIn === current.uid) return interaction
    throw new errors.SessionNotFound('the step began in another session')
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error
    throw new DomainError('interaction_expired', 'this step is over', { cause: error })
  }
}

/** Answers where the browser goes next. */
export async function finish(
  interaction: InteractionDetails,
  result: InteractionResults,
): Promise<string> {
  interaction.result = result
  await interaction.persist()
  return interaction.returnTo
}

/** A text parameter of the request that began the step; empty if there is none. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
