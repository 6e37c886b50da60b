/** The admin API: which routes there are. Each is guarded by a scope of the token. */

import type Router from '@koa/router'

export type AdminOptions = Record<string, never>

export function adminRoutes(_router: Router, _options: AdminOptions): void {
  // Filled by the resources beside this file.
}
