/** The cursors of lists: where a page ended, signed, so that nobody makes one up. */

import { equalBytes, macOf } from '../../base/crypto.ts'
import { DomainError } from '../../base/errors.ts'

export type Cursors = {
  readonly sign: (list: string, id: string) => string
  /** The id; throws `request_invalid` for a cursor of another list, another filter or nobody. */
  readonly read: (list: string, cursor: string) => string
}

export function cursorsUnder(key: Uint8Array): Cursors {
  const macFor = (list: string, id: string) => macOf(key, `${list}\n${id}`)
  return {
    sign: (list, id) => {
      const mac = macFor(list, id).toString('base64url')
      return `${Buffer.from(id).toString('base64url')}.${mac}`
    },
    read: (list, cursor) => {
      const [place = '', mac = ''] = cursor.split('.')
      const id = Buffer.from(place, 'base64url').toString()
      if (equalBytes(macFor(list, id), Buffer.from(mac, 'base64url'))) return id
      throw new DomainError('request_invalid', 'cursor: not one of this list')
    },
  }
}
