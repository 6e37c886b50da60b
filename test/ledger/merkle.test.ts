/** The tree of RFC 6962, held against the values that Certificate Transparency tests itself with. */

import { expect, test } from '@jest/globals'
import { hashLeaf, isIncluded, pathOf, rootOf } from '../../src/ledger/merkle.ts'
import { canonicalJson } from '../../src/model/canonical.ts'

const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
]

const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

const leaves = inputs.map((input) => hashLeaf(Buffer.from(input, 'hex')))

test('the roots of zero to eight leaves are the published ones', () => {
  const made = roots.map((_, size) => rootOf(leaves.slice(0, size)).toString('hex'))
  expect(made).toEqual(roots)
})

test('the path of the first of seven leaves is the published one', () => {
  expect(pathOf(leaves.slice(0, 7), 0).map((hash) => hash.toString('hex'))).toEqual([
    '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
    '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
    expect.stringMatching(/^[\da-f]{64}$/),
  ])
})

test('a proof holds for every leaf of a tree of any size, and for no other leaf', () => {
  const many = Array.from({ length: 40 }, (_, i) => hashLeaf(`leaf ${i}`))
  for (let size = 1; size <= many.length; size += 1) {
    const tree = many.slice(0, size)
    const root = rootOf(tree)
    for (const [index, leaf] of tree.entries()) {
      const path = pathOf(tree, index)
      expect(isIncluded({ leaf, index, size, path }, root)).toBe(true)
      expect(isIncluded({ leaf: hashLeaf('other'), index, size, path }, root)).toBe(false)
      expect(isIncluded({ leaf, index: index + 1, size, path }, root)).toBe(false)
      expect(isIncluded({ leaf, index, size, path: [...path, root] }, root)).toBe(false)
      if (path.length > 0) {
        expect(isIncluded({ leaf, index, size, path: path.slice(1) }, root)).toBe(false)
      }
    }
  }
})

test.each([-1, 0.5, 3, Number.NaN, 2 ** 53])(
  'a leaf has no place %p in a tree of three',
  (index) => {
    const tree = leaves.slice(0, 3)
    const [leaf = Buffer.alloc(0)] = tree
    expect(isIncluded({ leaf, index, size: 3, path: pathOf(tree, 0) }, rootOf(tree))).toBe(false)
  },
)

test('a value has exactly one form: the example of RFC 8785', () => {
  const value = JSON.parse(
    '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],' +
      '"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
  )
  expect(canonicalJson(value)).toBe(
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],' +
      '"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  )
  expect(canonicalJson({ b: 1, a: [{ d: 1, c: undefined }], '\u20ac': 1, '\ufb33': 2 })).toBe(
    '{"a":[{"d":1}],"b":1,"€":1,"\ufb33":2}',
  )
  expect(() => canonicalJson(Number.NaN)).toThrow()
})
