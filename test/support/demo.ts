/** The demo application as a third party of a cluster, as `npm start` would set it up. */

import { createServer } from 'node:net'
import { type Demo, startDemo } from '../../src/demo/app.ts'
import type { Cluster } from './cluster.ts'

/** The caller closes it. */
export async function openDemo(cluster: Pick<Cluster, 'client' | 'issuer'>): Promise<Demo> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const { clientId, clientSecret } = await cluster.client({
    name: 'Harbor Photos',
    redirectUris: [`${url}/callback`],
    postLogoutRedirectUris: [`${url}/logged-out`],
    backchannelLogout: { uri: `${url}/backchannel-logout`, sessionRequired: true, causes: null },
  })
  const { clientId: apiId, clientSecret: apiSecret } = await cluster.client({
    name: 'Harbor Photos API',
    redirectUris: [],
    postLogoutRedirectUris: [],
    grantTypes: ['client_credentials'],
    scopes: ['parley:revocations.read'],
  })
  if (clientSecret === null || apiSecret === null) throw new Error('The demo has no secret.')
  const { issuer } = cluster
  return startDemo({
    issuer,
    clientId,
    clientSecret,
    feed: { clientId: apiId, clientSecret: apiSecret },
    audience: `${issuer}/api`,
    consoleUrl: `${issuer}/console/sessions`,
    port,
    log: { info: () => undefined, error: () => undefined },
  })
}

/** The redirect URI holds the port, and is registered before the application listens. */
export function freePort(): Promise<number> {
  const server = createServer()
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => {
        if (address === null || typeof address === 'string') reject(new Error('no port'))
        else resolve(address.port)
      })
    })
  })
}
