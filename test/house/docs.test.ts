/** The list of pages for readers of the documentation. */

import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'

const docs = new URL('../../docs/', import.meta.url)

test('docs/README.md lists every page', () => {
  const list = readFileSync(new URL('README.md', docs), 'utf8')
  const pages = readdirSync(docs).filter((name) => name.endsWith('.md') && name !== 'README.md')
  expect(pages.length).toBeGreaterThan(20)
  expect(pages.filter((page) => !list.includes(`](${page})`))).toEqual([])
})
