/** A call of the admin API that changes nothing, for whoever tries a key for the first time. */

import { contractDocument, parametersOf } from '../../admin-api/document.ts'

/** The path of an operation that reads with one of these scopes and asks for no more; null if none does. */
export function examplePath(scopes: readonly string[]): string | null {
  const document = contractDocument()
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/admin/v1/'))
  const found = paths.find(([, { get }]) => {
    if (get === undefined) return false
    const needed = Object.values(get.security?.[0] ?? {}).flat()
    const isAllowed = needed.length > 0 && needed.every((scope) => scopes.includes(scope))
    return isAllowed && parametersOf(document, get).every(({ required }) => !required)
  })
  return found?.[0] ?? null
}
