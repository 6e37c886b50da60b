/** The documents of an API key. The key itself stands only in the answer that creates it. */

import type { ApiKey } from '../clients/api-keys.ts'
import { type Built, timeText } from './built.ts'
import type { ApiKeyDocument, NewApiKeyDocument } from './documents.ts'

export function toApiKey(key: ApiKey): Built<ApiKeyDocument> {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    created_by: { kind: key.makerKind, id: key.makerId },
    created_at: timeText(key.createdAt),
    expires_at: timeText(key.expiresAt),
    last_used_at: timeText(key.lastUsedAt),
    revoked_at: timeText(key.revokedAt),
  }
}

export function toNewApiKey({
  key,
  text,
}: {
  key: ApiKey
  text: string
}): Built<NewApiKeyDocument> {
  return { ...toApiKey(key), key: text }
}
