/** The brand of the pages: name, logo, colours, icon. It opens no file. */

import { sha256 } from '../../base/crypto.ts'
import { type Tones, tonesOf } from '../../model/colour.ts'
import { drawIcon } from './mark.tsx'

/** A file served as it is, under a path that changes with its content. */
export type Asset = {
  readonly path: string
  readonly type: string
  readonly body: string | Buffer
}

export type Brand = {
  readonly name: string
  /** Null shows Parley's mark instead. */
  readonly logo: Asset | null
  /** Overrides tokens of the stylesheet; null keeps them. */
  readonly style: Asset | null
  /** The icon of the browser tab. */
  readonly iconHref: string
}

export const plainBrand: Brand = {
  name: 'Parley',
  logo: null,
  style: null,
  iconHref: drawIcon({ first: '#0d6350', second: '#e3a83b' }),
}

type BrandChoices = {
  readonly name: string
  /** `#rrggbb`; null for Parley's own. */
  readonly colour: string | null
  readonly logo: Asset | null
}

export function brandOf({ name, colour, logo }: BrandChoices): Brand {
  const tones = colour === null ? null : tonesOf(colour)
  const icon = tones && drawIcon({ first: tones.light.accent, second: tones.light.second })
  return {
    name,
    logo,
    style: tones && styleOf(tones),
    iconHref: logo?.path ?? icon ?? plainBrand.iconHref,
  }
}

export function assetOf(name: string, ending: string, { type, body }: Omit<Asset, 'path'>): Asset {
  const digest = sha256(body).toString('hex').slice(0, 16)
  return { path: `/assets/${name}-${digest}.${ending}`, type, body }
}

function styleOf({ light, dark }: Tones): Asset {
  const night = `@media (prefers-color-scheme: dark) { :root { ${variables(dark)} } }`
  const body = `:root { ${variables(light)} }\n${night}\n`
  return assetOf('brand', 'css', { type: 'css', body })
}

function variables(tones: Tones['light']): string {
  const { accent, accentDeep, onAccent, wash, second } = tones
  return [
    `--accent: ${accent};`,
    `--accent-deep: ${accentDeep};`,
    `--on-accent: ${onAccent};`,
    `--wash: ${wash};`,
    `--second: ${second};`,
  ].join(' ')
}
