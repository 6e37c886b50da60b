/** A Chromium for tests: the one given, else the one npm brought, else an installed Chrome. */

import chromium from '@sparticuz/chromium'
import { type Browser, chromium as playwright } from 'playwright-core'

/** The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const given = process.env['CHROMIUM_PATH']
  if (given !== undefined && given !== '') return playwright.launch({ executablePath: given })
  if (process.platform === 'linux' && process.arch === 'x64') return openBundled()
  return playwright.launch({ channel: 'chrome' })
}

/** `--single-process` is for the places that bundle was made for; a crash would take all along. */
async function openBundled(): Promise<Browser> {
  const args = chromium.args.filter((arg) => !['--single-process', '--no-zygote'].includes(arg))
  return playwright.launch({
    executablePath: await chromium.executablePath(),
    args: [...args, '--no-sandbox'],
  })
}
