/** Turns a refusal that names a field of the admin API into one that names the flag of a search or revocation. */

import { isDomainError } from '../base/errors.ts'
import { Refusal } from './context.ts'

export async function nameFlag<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work
  } catch (error) {
    if (!isDomainError(error, 'request_invalid') && !isDomainError(error, 'not_found')) throw error
    const [, field, rule = ''] = /^(?:scope\/)?([a-z_]+): (.*)$/s.exec(error.detail) ?? []
    if (field !== undefined) throw new Refusal(`--${field.replaceAll('_', '-')}: ${rule}.`)
    throw new Refusal(`${error.detail.charAt(0).toUpperCase()}${error.detail.slice(1)}.`)
  }
}
