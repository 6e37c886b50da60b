/** Everything that the sample code of a client needs to know. */

import type { ClientDocument, ResourceServerDocument } from '../../../contract/documents.ts'
import type { ConsoleRequest } from '../request.ts'
import type { Visit } from '../visit.ts'
import type { Setup } from './sample-code.ts'

export async function setupOf(
  { visit, options }: Pick<ConsoleRequest, 'visit' | 'options'>,
  { client, secret }: Pick<Setup, 'client' | 'secret'>,
): Promise<Setup> {
  return { issuer: options.issuer, client, secret, api: await apiOf(visit, client) }
}

/** The API that offers the most of the client's scopes. An access token is for one API. */
async function apiOf(visit: Visit, { resource, scope }: ClientDocument): Promise<string | null> {
  if (resource !== null) return null
  const wanted = new Set(scope.split(' '))
  const ranked = (await allApis(visit, null))
    .map(({ identifier, scope: offered }) => ({
      identifier,
      count: offered.split(' ').filter((name) => wanted.has(name)).length,
    }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count)
  return ranked[0]?.identifier ?? null
}

async function allApis(
  visit: Visit,
  cursor: string | null,
): Promise<readonly ResourceServerDocument[]> {
  const params = { limit: 200, ...(cursor === null ? {} : { cursor }) }
  const { body } = await visit.ask('listResourceServers', { params })
  if (body.next_cursor === null) return body.items
  return [...body.items, ...(await allApis(visit, body.next_cursor))]
}
