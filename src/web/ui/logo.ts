/** The logo of the brand: read once, checked for active content, and served so that it runs nothing. */

import { readFile, stat } from 'node:fs/promises'
import type Router from '@koa/router'
import { ConfigError } from '../../config/config.ts'
import { type Asset, assetOf, type Brand, brandOf } from './brand.ts'

type BrandSettings = {
  readonly name: string
  readonly colour: string | null
  readonly logoFile: string | null
}

/** Throws `ConfigError` for a file that cannot serve as a logo. */
export async function openBrand({ name, colour, logoFile }: BrandSettings): Promise<Brand> {
  return brandOf({ name, colour, logo: logoFile === null ? null : await openLogo(logoFile) })
}

/** Every page loads the logo, so it must not be larger than the page. */
const mostBytes = 256 * 1024

async function openLogo(path: string): Promise<Asset> {
  const body = await readSmall(path)
  if (isPng(body)) return assetOf('logo', 'png', { type: 'image/png', body })
  const drawing = body.toString('utf8')
  if (!isSvg(drawing)) throw refusal('names a file that is neither an SVG nor a PNG.')
  if (!isHarmless(drawing)) {
    throw refusal('names an SVG with a script, an entity or something from elsewhere in it.')
  }
  return assetOf('logo', 'svg', { type: 'image/svg+xml', body })
}

async function readSmall(path: string): Promise<Buffer> {
  const found = await stat(path).catch(() => null)
  if (found !== null && found.size > mostBytes) throw refusal('names a file of more than 256 KiB.')
  const body = found?.isFile() ? await readFile(path).catch(() => null) : null
  if (body === null) throw refusal('names a file that cannot be read.')
  return body
}

function refusal(sentence: string): ConfigError {
  return new ConfigError([`PARLEY_BRAND_LOGO ${sentence}`])
}

function isPng(body: Buffer): boolean {
  return body.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))
}

function isSvg(drawing: string): boolean {
  return /^\uFEFF?\s*(<\?xml[^>]*\?>\s*)?(<!--[\s\S]*?-->\s*)*<svg[\s>][\s\S]*<\/svg>\s*$/i.test(
    drawing,
  )
}

/**
 * An `<img>` runs no script, and the policy below locks the file when it is opened by itself. This
 * check at start tells the operator about an active file.
 */
function isHarmless(drawing: string): boolean {
  const runs = /<script|<foreignObject|<!ENTITY|<!DOCTYPE|javascript:|\son\w+\s*=|@import/i
  const links = /\b(href|src)\s*=\s*["']?\s*(?!["'#]|data:image\/(png|jpeg|webp);)[^\s>]/i
  const urls = /url\(\s*["']?\s*(?!#|["']#)[^)\s]/i
  return ![runs, links, urls].some((each) => each.test(drawing))
}

/** The policy for a logo opened by itself: it loads and runs nothing, and `sandbox` removes its origin. */
const locked = "default-src 'none'; style-src 'unsafe-inline'; sandbox"

/** Browsers and feed readers ask for it at this path, whatever the pages say. */
const iconPath = '/favicon.ico'

export function brandRoutes(router: Router, { logo, style, icon }: Brand): void {
  router.get(iconPath, (ctx) => {
    ctx.set('Cache-Control', 'public, max-age=3600')
    ctx.set('Content-Security-Policy', locked)
    ctx.type = icon.type
    ctx.body = icon.body
  })
  for (const asset of [logo, style]) {
    if (asset === null) continue
    router.get(asset.path, (ctx) => {
      ctx.set('Cache-Control', 'public, max-age=31536000, immutable')
      ctx.set('Content-Security-Policy', locked)
      ctx.type = asset.type
      ctx.body = asset.body
    })
  }
}
