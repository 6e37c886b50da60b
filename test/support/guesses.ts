/** The throttle in a test's database; tests move its time instead of waiting. */

import { openPasswords } from '../../src/accounts/passwords.ts'
import type { ProvingTools } from '../../src/accounts/prove-password.ts'
import { deriveKey } from '../../src/base/crypto.ts'
import type { ThrottleSettings } from '../../src/model/throttle.ts'
import { type Db, write } from '../../src/store/db.ts'
import { openThrottle } from '../../src/throttle/tally.ts'
import { lightHashing, testSecret } from './cluster.ts'

export const throttleKey = deriveKey(testSecret, 'guessing')

/** Those that a server has by itself. */
export const defaultGuesses: ThrottleSettings = { perNetwork: 10, inAll: 300 }

export async function provingTools(db: Db): Promise<ProvingTools> {
  return {
    db,
    passwords: await openPasswords(lightHashing),
    throttle: openThrottle(throttleKey, defaultGuesses),
    recordRefusal: async () => undefined,
  }
}

const shift = write(
  'test_pass_guessing_time',
  `UPDATE failed_tries SET counted_at = counted_at - make_interval(secs => $1::float8),
     free_at = free_at - make_interval(secs => $1::float8)`,
)

/** As if all that was tried in vain had been tried `seconds` earlier. */
export async function passGuessingTime(db: Db, seconds: number): Promise<void> {
  await db.rows(shift, [seconds])
}
