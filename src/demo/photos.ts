/** The photos that the protected API returns, and their schema for the client of that API. */

import { z } from 'zod'
import { readPicture } from './picture.ts'

const photo = z.object({
  id: z.string().max(40),
  title: z.string().max(100),
  place: z.string().max(100),
  taken_on: z.iso.date(),
  svg: z.string().max(100_000),
})

export const photoAnswer = z.object({ owner: z.string(), photos: z.array(photo).max(50) })

export type Photo = Readonly<z.infer<typeof photo>>

export const photos: readonly Photo[] = [
  {
    id: 'first-light',
    title: 'First light',
    place: 'Outer pier',
    taken_on: '2026-05-03',
    svg: readPicture('first-light'),
  },
  {
    id: 'regatta',
    title: 'Wednesday regatta',
    place: 'The sound',
    taken_on: '2026-06-17',
    svg: readPicture('regatta'),
  },
  {
    id: 'last-ferry',
    title: 'Last ferry home',
    place: 'Island line',
    taken_on: '2026-07-28',
    svg: readPicture('last-ferry'),
  },
  {
    id: 'lamplight',
    title: 'The lamp is lit',
    place: 'Point Mercy',
    taken_on: '2026-08-09',
    svg: readPicture('lamplight'),
  },
  {
    id: 'fog',
    title: 'Nobody sails today',
    place: 'North moorings',
    taken_on: '2026-10-12',
    svg: readPicture('fog'),
  },
  {
    id: 'blue-hour',
    title: 'Blue hour',
    place: 'Old quay',
    taken_on: '2026-11-01',
    svg: readPicture('blue-hour'),
  },
]
