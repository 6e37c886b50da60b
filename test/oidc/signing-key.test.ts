/** ES256 by our own hand: every signature is one that others verify. */

import { expect, test } from '@jest/globals'
import { compactVerify, exportJWK, generateKeyPair, importJWK } from 'jose'
import { signingKeyOf } from '../../src/oidc/signing-key.ts'

async function newKey() {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
  const about = { kid: 'k', alg: 'ES256' }
  const privateJwk = { ...(await exportJWK(privateKey)), ...about }
  const publicJwk = { ...(await exportJWK(publicKey)), ...about }
  return { ...about, privateJwk, publicJwk }
}

test('a thousand signatures, with r and s of every length, are 64 bytes and verify', async () => {
  const key = await newKey()
  const signer = signingKeyOf(key)
  if (!('sign' in signer)) throw new Error('ES256 is signed here')
  const verifying = await importJWK(key.publicJwk, 'ES256')
  const header = Buffer.from(JSON.stringify({ alg: 'ES256' })).toString('base64url')
  for (let i = 0; i < 1000; i += 1) {
    const data = `${header}.${Buffer.from(`message ${i}`).toString('base64url')}`
    const signature = Buffer.from(await signer.sign(Buffer.from(data)))
    expect(signature).toHaveLength(64)
    await compactVerify(`${data}.${signature.toString('base64url')}`, verifying)
  }
})

test('the key that the library holds reveals nothing private', async () => {
  const key = await newKey()
  const signer = signingKeyOf(key)
  if (!('keyObject' in signer)) throw new Error('ES256 is signed here')
  const shown = await signer.keyObject()
  expect(shown.export({ format: 'jwk' })).not.toHaveProperty('d')
  expect(JSON.stringify(signer)).not.toContain(String(key.privateJwk.d))
})
