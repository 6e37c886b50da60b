/** The operations of the admin API and the scope of each, as openapi.yaml names them. */

import { contractDocument } from '../../src/web/admin-api/document.ts'

type Described = {
  readonly operationId: string
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[]
}

export type AdminOperation = {
  readonly operationId: string
  readonly method: string
  readonly path: string
  readonly scope: string
}

export function adminOperations(): readonly AdminOperation[] {
  return Object.entries(contractDocument().paths).flatMap(([path, methods]) =>
    Object.entries(methods).flatMap(
      ([method, { operationId, security = [] }]: [string, Described]) => {
        const [scope] = security.flatMap((one) => one['adminToken'] ?? [])
        return scope === undefined ? [] : [{ operationId, method, path, scope }]
      },
    ),
  )
}

export function operationScopes(): ReadonlyMap<string, string> {
  return new Map(adminOperations().map(({ operationId, scope }) => [operationId, scope]))
}
