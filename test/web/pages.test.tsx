/** The rules for every page. */

import { describe, expect, test } from '@jest/globals'
import { formPostScript } from '../../src/web/sign-in/protocol-pages.tsx'
import { renderPage } from '../../src/web/ui/render.ts'
import { stylesheetPath } from '../../src/web/ui/stylesheet.ts'
import { tagsOf, textOf } from './markup.ts'
import { samplePages } from './samples.tsx'

const pages = samplePages().map(({ name, page }) => ({ name, html: renderPage(page) }))
const banner = 'Development mode: do not use with real accounts'

describe.each(pages)('the page "$name"', ({ name, html }) => {
  const tags = tagsOf(html)
  const named = (tag: string) => tags.filter((each) => each.name === tag)

  test('is a whole document with a language, a title, one heading and one main part', () => {
    expect(html).toMatch(/^<!doctype html><html lang="en"><head><meta charset="utf-8"\/?>/)
    expect(html).toMatch(/<title>[^<]+ · Parley<\/title>/)
    expect(named('h1')).toHaveLength(1)
    expect(named('main')).toHaveLength(1)
  })

  test('gives every visible field its own label', () => {
    const labelled = named('label').map((label) => label.attributes.get('for'))
    const seen = named('input').filter((input) => input.attributes.get('type') !== 'hidden')
    expect(seen.map((input) => input.attributes.get('id'))).toEqual(labelled)
    for (const input of seen) expect(input.attributes.get('autocomplete')).toBeTruthy()
  })

  test('has no inline style, no event handler, and no inline script except the one of form post', () => {
    const attributes = tags.flatMap((tag) => [...tag.attributes.keys()])
    expect(attributes.filter((each) => each === 'style' || each.startsWith('on'))).toEqual([])
    expect(named('style')).toEqual([])
    const scripts = [...html.matchAll(/<script[^>]*>([\s\S]*?)<\/script>/g)].map((each) => each[1])
    expect(scripts.filter((script) => script !== '')).toEqual(
      name === 'form post' ? [formPostScript] : [],
    )
  })

  test('loads only the stylesheet, its inline icon, and the scripts for times and the session dialog', () => {
    const links = named('link').map((link) => link.attributes.get('href') ?? '')
    expect(links).toEqual([expect.stringMatching(/^data:image\/svg\+xml,/), stylesheetPath])
    const sources = tags.flatMap((tag) => tag.attributes.get('src') ?? [])
    const isOfPerson = name.startsWith('account, ') && name !== 'account, guest'
    const hasTimes = isOfPerson || name.startsWith('too many')
    expect(sources).toEqual([
      ...(hasTimes ? ['/assets/times.js'] : []),
      ...(isOfPerson ? ['/session/dialog.js'] : []),
    ])
  })

  test('links and posts only to this server, unless it exists to lead elsewhere', () => {
    const targets = tags
      .filter((tag) => tag.name !== 'link')
      .flatMap(({ attributes }) => [attributes.get('href'), attributes.get('action')])
      .filter((target) => target !== undefined)
    const leadsAway = name === 'form post' || name === 'home, development'
    const outside = targets.filter((target) => !/^[/#]/.test(target))
    expect(outside).toHaveLength(leadsAway ? 1 : 0)
  })

  test('sets no autofocus and gives no button an id', () => {
    expect(tags.filter((tag) => tag.attributes.has('autofocus'))).toEqual([])
    expect(named('button').filter((button) => button.attributes.has('id'))).toEqual([])
  })

  test('refers only to ids that exist', () => {
    const ids = tags.map((tag) => tag.attributes.get('id'))
    const described = tags.flatMap(
      (tag) => tag.attributes.get('aria-describedby')?.split(' ') ?? [],
    )
    for (const id of described) expect(ids).toContain(id)
  })
})

const hostile = samplePages({ text: (value) => `${value}"'><script>alert(1)</script><b x="&amp;` })

describe.each(hostile)('the page "$name" with markup in every string', ({ name, page }) => {
  const html = renderPage(page)

  test('shows the markup as text and gets no new element', () => {
    const plain = pages.find((each) => each.name === name)
    expect(tagsOf(html).map((tag) => tag.name)).toEqual(
      tagsOf(plain?.html ?? '').map((tag) => tag.name),
    )
    expect(html).not.toContain('<script>alert')
  })
})

test('every string passed to a page appears on it', () => {
  const taken: string[] = []
  const marked = samplePages({
    text: (value) => {
      taken.push(value)
      return `mark${taken.length}.`
    },
  })
  const html = marked.map(({ page }) => renderPage(page)).join('')
  const missing = taken.filter((_, index) => !html.includes(`mark${index + 1}.`))
  expect(missing).toEqual([])
})

test.each(samplePages({ development: true }))(
  'in development the page "$name" begins with the development banner',
  ({ name, page }) => {
    const body = renderPage(page).split(/<body[^>]*>/)[1] ?? ''
    expect(textOf(body).trim().startsWith(banner)).toBe(name !== 'home')
  },
)

test.each(pages)('in production the page "$name" shows no development banner', ({ name, html }) => {
  expect(html.includes(banner)).toBe(name.startsWith('home, development'))
})
