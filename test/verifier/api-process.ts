/** Starts resource servers in processes of their own and asks them about tokens. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { VerifierOptions } from '../../src/verifier/index.ts'
import { newFollower } from '../revocation/follower.ts'
import type { Cluster } from '../support/cluster.ts'

export type Verdict = {
  readonly good: boolean
  readonly name?: string
  readonly message?: string
  readonly subject?: string
  readonly isStale?: boolean
}

export type ApiProcess = {
  readonly judge: (token: string) => Promise<Verdict>
  /** The first verdict that `isWanted`, asking again and again. */
  readonly judgeUntil: (token: string, isWanted: (verdict: Verdict) => boolean) => Promise<Verdict>
  readonly end: () => Promise<void>
}

const program = fileURLToPath(new URL('./resource-server.ts', import.meta.url))

export async function startApi(options: VerifierOptions): Promise<ApiProcess> {
  const child = fork(program, { execArgv: ['--disable-warning=ExperimentalWarning'] })
  child.send({ open: options })
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the API ended')))
  ended.catch(() => undefined)
  await Promise.race([once(child, 'message'), ended])
  let asked = 0
  const judge = (token: string) => {
    asked += 1
    return answerTo(child, asked, token)
  }
  return {
    judge,
    judgeUntil: async (token, isWanted) => {
      for (;;) {
        const verdict = await judge(token)
        if (isWanted(verdict)) return verdict
        await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
    end: async () => {
      child.disconnect()
      await ended.catch(() => undefined)
    },
  }
}

function answerTo(child: ChildProcess, id: number, token: string): Promise<Verdict> {
  return new Promise((resolve) => {
    const hear = (answer: { id?: number; verdict: Verdict }) => {
      if (answer.id !== id) return
      child.off('message', hear)
      resolve(answer.verdict)
    }
    child.on('message', hear)
    child.send({ id, token })
  })
}

/** The options of a verifier of this cluster that may follow its feed. */
export async function optionsFor(
  cluster: Cluster,
  over: Partial<VerifierOptions> = {},
): Promise<VerifierOptions> {
  const { client } = await newFollower(cluster)
  return {
    issuer: cluster.issuer,
    audience: `${cluster.issuer}/api`,
    feed: { clientId: client.clientId, clientSecret: client.clientSecret ?? '' },
    ...over,
  }
}
