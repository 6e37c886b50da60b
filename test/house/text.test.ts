/** Holds every file of the project to what a reader elsewhere can use, and to its length. */

import { expect, test } from '@jest/globals'
import { filesOf } from './files.ts'

const files = filesOf('.')
const self = 'test/house/text.test.ts'

/** The rule's name, what breaks it, and where it does not hold. */
const rules: readonly { name: string; breach: RegExp; except: RegExp }[] = [
  {
    name: 'names no package registry',
    breach: /registry\.(npmjs|yarnpkg)\.|npm\.pkg\.github|npmmirror\.|artifactory|verdaccio/i,
    except: /^$/,
  },
  {
    name: 'names no path of one machine',
    breach: /(^|[\s'"`(=:])\/(work|root|home|Users)\//,
    except: /^$/,
  },
  {
    name: 'leaves nothing for later',
    breach: /\b(TODO|FIXME|XXX|HACK)\b/,
    except: /^package-lock\.json$/,
  },
]

test.each(rules)('no file breaks the rule: it $name', ({ breach, except }) => {
  const found = files
    .filter(({ path }) => path !== self && !except.test(path))
    .flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, i) => (breach.test(line) ? [`${path}:${i + 1}`] : [])),
    )
  expect(found).toEqual([])
})

test.each([
  ['names no package registry', 'from https://registry.npmjs.org/koa'],
  ['names no path of one machine', "join('/work/main', name)"],
  ['names no path of one machine', '/root/.npmrc'],
  ['leaves nothing for later', '// TODO: the rest'],
])('the rules detect a planted breach: it %s', (name, line) => {
  expect(rules.filter(({ breach }) => breach.test(line)).map((rule) => rule.name)).toEqual([name])
})

test('no source has more than 400 lines', () => {
  const long = filesOf('src')
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ lines }) => lines > 400)
  expect(long).toEqual([])
})
