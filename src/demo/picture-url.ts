/** Pictures as data URLs: in an img element no script inside an SVG can run. */

export function pictureUrl(svg: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
}
