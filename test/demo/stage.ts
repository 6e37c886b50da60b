/** A demo, an issuer and a visitor, ready to play; what the demo logged is kept to be searched. */

import { type Demo, startDemo } from '../../src/demo/app.ts'
import { audience, type BareIssuer, clientId, clientSecret, prepareIssuer } from './bare-issuer.ts'
import { createVisitor, type View, type Visitor } from './visitor.ts'

export type Stage = Readonly<{
  demo: Demo
  issuer: BareIssuer
  visitor: Visitor
  logged: string[]
  signIn(): Promise<View>
  close(): Promise<void>
}>

/** `issuerUp: false` leaves the issuer to be begun by the test. */
export async function openStage({ issuerUp = true } = {}): Promise<Stage> {
  const issuer = await prepareIssuer()
  const logged: string[] = []
  const keep = (fields: object, message: string) => {
    logged.push(JSON.stringify({ ...fields, message }))
  }
  const demo = await startDemo({
    issuer: issuer.url,
    clientId,
    clientSecret,
    audience,
    port: 0,
    log: { info: keep, error: keep },
  })
  if (issuerUp) await issuer.begin(demo.url)
  const visitor = createVisitor()
  return {
    demo,
    issuer,
    visitor,
    logged,
    signIn: () => visitor.press(`${demo.url}/login`),
    async close() {
      await demo.close()
      await issuer.stop()
    },
  }
}

/** The text that a reader of the page sees: no markup, one space between words. */
export function read({ text }: Pick<View, 'text'>): string {
  return text
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ')
}

/** The raw tokens, which the page shows only in its folded parts. */
export function rawTokens({ text }: Pick<View, 'text'>): { accessToken: string; idToken: string } {
  const [accessToken = '', idToken = ''] = [...text.matchAll(/<p class="raw">([^<]*)</g)].map(
    (match) => match[1] ?? '',
  )
  return { accessToken, idToken }
}
