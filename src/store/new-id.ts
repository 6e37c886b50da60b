/** A new UUIDv7 as an SQL expression, for statements that make rows from rows. */

/** RFC 9562: 48 bits of milliseconds over a random UUID; bits 52 and 53 make its version 4 a 7. */
export const newId = `encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) PLACING
  substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
  FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid`
