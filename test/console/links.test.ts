/** Every link of the console, from the first page on, leads to a page. */

import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { createApiKey } from '../../src/clients/api-keys.ts'
import { type Cluster, startCluster } from '../support/cluster.ts'
import { signedIn } from '../support/sign-in.ts'
import { newOperatorPerson } from './operator.ts'

let cluster: Cluster

beforeAll(async () => {
  cluster = await startCluster()
})
afterAll(() => cluster?.close())

/** One address of each kind is enough. */
function kindOf(link: string): string {
  return link
    .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, ':id')
    .replaceAll(/(?<=cursor=)[^&]+/g, ':cursor')
    .replaceAll(/(?<=\/)[\w-]{23}(?=[/?]|$)/g, ':client')
}

function linksIn(text: string): string[] {
  const found = text.matchAll(/href="(\/console[^"#]*)/g)
  return [...found].map(([, link = '']) => link.replaceAll('&amp;', '&'))
}

/** Downloads and streams are no pages. */
const isPage = (link: string) => !/\/(export|proof)\b/.test(link)

test.each(['owner', 'viewer'])(
  'every link that a %s sees leads to a page',
  async (role) => {
    await signedIn(cluster)
    const { person, account } = await newOperatorPerson(cluster, [role])
    await createApiKey(cluster.store, {
      name: 'Nightly report',
      scopes: ['parley:sessions.read'],
      expiresAt: null,
      brandName: 'Parley',
      maker: { kind: 'account', id: account.id },
      by: { kind: 'operator', id: account.id },
    })
    const seen = new Map<string, number>()
    const toVisit = ['/console']
    for (
      let link = toVisit.shift();
      link !== undefined && seen.size < 150;
      link = toVisit.shift()
    ) {
      if (seen.has(kindOf(link)) || !isPage(link)) continue
      const page = await person.visit(link)
      seen.set(kindOf(link), page.status)
      toVisit.push(...linksIn(page.text))
    }
    expect([...seen].filter(([, status]) => status !== 200)).toEqual([])
    expect(seen.size).toBeGreaterThan(role === 'owner' ? 60 : 30)
  },
  60_000,
)
