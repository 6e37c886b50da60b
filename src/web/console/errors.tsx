/** What went wrong in the console, for whoever operates. It is judged elsewhere. */

import type { Context } from 'koa'
import { isOperatorRole } from '../../model/operator-role.ts'
import type { Judgement } from '../middleware/problem-table.ts'
import { renderPage } from '../ui/render.ts'
import { overviewPath } from './addresses.ts'
import { ConsoleErrorPage, NoOperatorPage } from './error-page.tsx'
import { frameOf } from './frame-of.ts'
import { visitIn } from './visit.ts'

export function isOfConsole({ path }: Context): boolean {
  return path === overviewPath || path.startsWith(`${overviewPath}/`)
}

export function consoleErrorPage(
  ctx: Context,
  { code, title, detail, status }: Judgement,
  shown: { readonly development: boolean },
): string {
  const visit = visitIn(ctx)
  const problem = { code, title, reason: detail, status, requestId: String(ctx.state['requestId']) }
  if (visit !== null && !visit.roles.some(isOperatorRole)) {
    return renderPage(<NoOperatorPage {...shown} {...problem} email={visit.email} />)
  }
  const asked = { address: ctx.path, isAct: ctx.method !== 'GET' && ctx.method !== 'HEAD' }
  const frame = visit && frameOf(visit, shown)
  return renderPage(<ConsoleErrorPage {...shown} {...problem} {...asked} frame={frame} />)
}
