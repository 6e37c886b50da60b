/** One measured server: its process, what it cost so far, its end. */

import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Cost, Order, Ready } from './common.ts'

export type Subject = {
  readonly ready: Ready
  readonly cost: () => Promise<Cost>
  readonly tidy: () => Promise<void>
  readonly stop: () => Promise<void>
}

export type SubjectOptions = {
  readonly args?: readonly string[]
  /** A folder for a CPU profile, written when the server stops. */
  readonly profile?: string | undefined
  /** Whether it throws away its garbage before it says what it holds. */
  readonly tidyMemory?: boolean
}

export async function openSubject(file: string, options: SubjectOptions = {}): Promise<Subject> {
  const { args = [], profile, tidyMemory = false } = options
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const child = fork(fileURLToPath(new URL(file, import.meta.url)), [...args], {
    execArgv: [...profiling, ...(tidyMemory ? ['--expose-gc'] : [])],
    env: { PATH: process.env['PATH'], NODE_ENV: 'production', NODE_NO_WARNINGS: '1' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const ask = <Answer>(order: Order): Promise<Answer> => {
    child.send(order)
    return answerOf(child)
  }
  return {
    ready: await answerOf<Ready>(child),
    cost: () => ask<Cost>('cost'),
    tidy: () => ask('tidy'),
    stop: async () => {
      if (child.exitCode !== null) return
      const gone = once(child, 'exit')
      child.send('stop' satisfies Order)
      const late = setTimeout(() => child.kill('SIGKILL'), 10_000)
      await gone
      clearTimeout(late)
    },
  }
}

/** Our own files speak on both ends, so what comes is what was asked for. */
async function answerOf<Answer>(child: ChildProcess): Promise<Answer> {
  const over = new AbortController()
  const { signal } = over
  try {
    const ended = once(child, 'exit', { signal }).then(([code]) => {
      throw new Error(`a measured server ended with ${code}`)
    })
    const [answer] = await Promise.race([once(child, 'message', { signal }), ended])
    return answer
  } finally {
    over.abort()
  }
}
