/** What the frame of every page of the console shows of a visit. */

import { isOperatorRole } from '../../model/operator-role.ts'
import { areasFor } from './areas.ts'
import type { ConsoleFrameProps } from './frame.tsx'
import type { ConsoleOptions, Visit } from './visit.ts'

export function frameOf(
  { email, roles, may }: Visit,
  { development }: Pick<ConsoleOptions, 'development'>,
): ConsoleFrameProps {
  const operator = { email, roles: roles.filter(isOperatorRole) }
  return { operator, areas: areasFor(may), development }
}
