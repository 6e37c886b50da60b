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
  /** The icon of the browser tab, for clients that ask for one without a page. */
  readonly icon: Omit<Asset, 'path'>
  /** The same icon: the logo's path, or the drawing itself, which costs no request. */
  readonly iconHref: string
}

export const plainBrand: Brand = {
  name: 'Parley',
  logo: null,
  style: null,
  ...drawnIcon({ first: '#0d6350', second: '#e3a83b' }),
}

type BrandChoices = {
  readonly name: string
  /** `#rrggbb`; null for Parley's own. */
  readonly colour: string | null
  readonly logo: Asset | null
}

export function brandOf({ name, colour, logo }: BrandChoices): Brand {
  const tones = colour === null ? null : tonesOf(colour)
  const { icon, iconHref } =
    tones === null
      ? plainBrand
      : drawnIcon({ first: tones.light.accent, second: tones.light.second })
  return {
    name,
    logo,
    style: tones && styleOf(tones),
    icon: logo ?? icon,
    iconHref: logo?.path ?? iconHref,
  }
}

function drawnIcon(colours: Parameters<typeof drawIcon>[0]): Pick<Brand, 'icon' | 'iconHref'> {
  const body = drawIcon(colours)
  const iconHref = `data:image/svg+xml,${encodeURIComponent(body)}`
  return { icon: { type: 'image/svg+xml', body }, iconHref }
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
