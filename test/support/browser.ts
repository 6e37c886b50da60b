/** A Chromium for tests: the one given, else the one npm brought, else an installed Chrome. */

import { execFile } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { promisify } from 'node:util'
import chromium from '@sparticuz/chromium'
import { type Browser, type LaunchOptions, chromium as playwright } from 'playwright-core'

const run = promisify(execFile)

/** The caller closes it. */
export async function openBrowser(): Promise<Browser> {
  const given = givenPath()
  if (given !== null) return launch({ executablePath: given })
  return isBundled() ? openBundled() : launch({ channel: 'chrome' })
}

/**
 * Before any worker asks for it: npm's Chromium unpacks itself at its first use, and two who do so
 * at once, or a run that was cut off in the middle of it, leave half a program.
 */
export async function prepareBrowser(): Promise<void> {
  if (givenPath() !== null || !isBundled()) return
  const path = await chromium.executablePath()
  try {
    await run(path, ['--version', '--no-sandbox'], { timeout: 120_000 })
  } catch {
    await rm(path, { force: true })
    await chromium.executablePath()
  }
}

function givenPath(): string | null {
  return process.env['CHROMIUM_PATH'] || null
}

function isBundled(): boolean {
  return process.platform === 'linux' && process.arch === 'x64'
}

/** For the places that the bundle was made for. In one process, a crash would end everything. */
const unwanted = ['--single-process', '--no-zygote', '--in-process-gpu', '--ignore-gpu-blocklist']

/** Nothing of ours is drawn in 3D, and an imitated GPU costs more than all the pages do. */
async function openBundled(): Promise<Browser> {
  chromium.setGraphicsMode = false
  const args = chromium.args.filter((arg) => !unwanted.includes(arg))
  const executablePath = await chromium.executablePath()
  return launch({ executablePath, args: [...args, '--disable-gpu', '--no-sandbox'] })
}

const tries = 3

/** A browser that crashes while it starts is started again: nothing of ours has run by then. */
async function launch(options: LaunchOptions): Promise<Browser> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await playwright.launch(options)
    } catch (error) {
      if (tried === tries) throw error
    }
  }
}
