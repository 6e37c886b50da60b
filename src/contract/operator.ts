/** The document of an operator. */

import type { Operator } from '../accounts/operators.ts'
import { type Built, timeText } from './built.ts'
import type { OperatorDocument } from './documents.ts'

export function toOperator(operator: Operator): Built<OperatorDocument> {
  return {
    account_id: operator.accountId,
    email: operator.email,
    name: operator.name,
    role: operator.role,
    created_at: timeText(operator.createdAt),
    disabled_at: timeText(operator.disabledAt),
  }
}
