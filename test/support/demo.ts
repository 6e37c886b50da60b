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
  if (clientSecret === null) throw new Error('The demo application was given no secret.')
  const { issuer } = cluster
  const log = { info: () => undefined, error: () => undefined }
  return startDemo({ issuer, clientId, clientSecret, audience: `${issuer}/api`, port, log })
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
