/** A resource server in a process of its own: it verifies what it is sent, and is asked by messages. */

import { createVerifier, VerifierError, type VerifierOptions } from '../../src/verifier/index.ts'

type Question = { readonly open: VerifierOptions } | { readonly id: number; readonly token: string }

let verifier: ReturnType<typeof createVerifier> | null = null

async function verdictOn(token: string): Promise<object> {
  try {
    const verified = await verifier?.verify(token)
    return { good: true, subject: verified?.subject, isStale: verified?.isStale }
  } catch (error) {
    if (!(error instanceof VerifierError)) throw error
    return { good: false, name: error.name, message: error.message }
  }
}

process.on('message', async (question: Question) => {
  if ('open' in question) {
    verifier = createVerifier(question.open)
    await verifier.ready()
    process.send?.({ ready: true })
  } else {
    process.send?.({ id: question.id, verdict: await verdictOn(question.token) })
  }
})
process.once('disconnect', () => process.exit(0))
