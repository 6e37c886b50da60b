import { expect, test } from '@jest/globals'
import { poll } from '../../src/store/poll.ts'

const milliseconds = 2

/** Runs one outcome a look, and answers the warnings once all of them have run. */
async function warningsOf(outcomes: readonly (Error | null)[]): Promise<readonly string[]> {
  const warnings: string[] = []
  const left = [...outcomes]
  const { promise: done, resolve } = Promise.withResolvers<void>()
  const look = async () => {
    const outcome = left.shift()
    if (outcome === undefined) return resolve()
    if (outcome !== null) throw outcome
  }
  const stop = poll(look, { milliseconds, warn: (error) => warnings.push(String(error)) })
  await done
  stop()
  return warnings
}

test('a failure is reported once, and again after a success', async () => {
  const away = new Error('away')
  expect(await warningsOf([away, away, away])).toEqual(['Error: away'])
  expect(await warningsOf([away, null, away])).toEqual(['Error: away', 'Error: away'])
})

test('another failure is reported although the first one has not ended', async () => {
  const outcomes = [new Error('away'), new Error('broken'), new Error('broken')]
  expect(await warningsOf(outcomes)).toEqual(['Error: away', 'Error: broken'])
})

test('a round is skipped while another one is in flight', async () => {
  const first = Promise.withResolvers<void>()
  const second = Promise.withResolvers<void>()
  let looks = 0
  const look = async () => {
    looks += 1
    if (looks === 2) second.resolve()
    await first.promise
  }
  const stop = poll(look, { milliseconds, warn: () => undefined })
  // Several more looks are due meanwhile.
  await new Promise((resolve) => setTimeout(resolve, 20 * milliseconds))
  expect(looks).toBe(1)
  first.resolve()
  await second.promise
  stop()
})
