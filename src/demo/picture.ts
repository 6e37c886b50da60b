/** The pictures of the demo: SVG files in `pictures/`, shown as data URLs. */

import { readFileSync } from 'node:fs'

type PictureName =
  | 'blue-hour'
  | 'first-light'
  | 'fog'
  | 'icon'
  | 'lamplight'
  | 'last-ferry'
  | 'regatta'

export function readPicture(name: PictureName): string {
  return readFileSync(new URL(`pictures/${name}.svg`, import.meta.url), 'utf8')
}

/** In an img element, no script inside the SVG can run. */
export function pictureUrl(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
