/** Whether a sign-in is enough for what is asked: for every sign-in and everything that is asked. */

import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Acr, acrsUpTo, acrValues, isAtLeast } from '../../src/model/acr.ts'
import { decideIssuance, elevationOf } from '../../src/model/elevation.ts'
import { defaultPolicy } from '../../src/model/presets.ts'
import {
  type Authentication,
  type Demand,
  decideStepUp,
  demandsOf,
  wishOf,
} from '../../src/model/step-up.ts'
import { tighten } from '../../src/model/tighten.ts'

const seconds = fc.double({ min: 0, max: 1000, noNaN: true })
const anyAcr = fc.constantFrom<Acr | null>(...acrValues, null)
const anySignIn: fc.Arbitrary<Authentication> = fc.record({ acr: anyAcr, secondsAgo: seconds })
const limit = fc.option(fc.integer({ min: 30, max: 900 }))
const scopes = ['openid', 'accounts:read', 'transfers:write', 'constructor']
const anyDemand: fc.Arbitrary<Demand> = fc.record({
  acr: anyAcr,
  withinSeconds: limit,
  scope: fc.constantFrom(...scopes, null),
})
const anyAsked = fc.record({
  demands: fc.array(anyDemand, { maxLength: 4 }),
  isForced: fc.boolean(),
  reachable: fc.constantFrom<Acr>(...acrValues),
})
const anyPolicy = fc
  .record({
    requireAcr: anyAcr,
    reauthenticateAfterSeconds: limit,
    scopeRules: fc.dictionary(
      fc.constantFrom(...scopes),
      fc.record({ requireAcr: anyAcr, reauthenticateAfterSeconds: limit }),
      { noNullPrototype: true },
    ),
  })
  .map((strictness) => ({ ...defaultPolicy, ...strictness }))
const anyScopes = fc.uniqueArray(fc.constantFrom(...scopes))

const meets = ({ acr, secondsAgo }: Authentication) => {
  return (demand: Demand) =>
    isAtLeast(acr, demand.acr) && secondsAgo <= (demand.withinSeconds ?? Number.POSITIVE_INFINITY)
}

test('a request continues exactly if every demand is met and no new sign-in is requested', () => {
  fc.assert(
    fc.property(anySignIn, anyAsked, (has, asked) => {
      const isEnough = asked.demands.every(meets(has)) && !asked.isForced
      expect(decideStepUp(has, asked).kind === 'allow').toBe(isEnough)
    }),
  )
})

test('signing in again always satisfies the demand: nobody goes round in circles', () => {
  fc.assert(
    fc.property(fc.option(anySignIn), anyAsked, (has, asked) => {
      const after = { acr: asked.reachable, secondsAgo: 0 }
      const next = decideStepUp(after, { ...asked, isForced: false })
      const { kind } = decideStepUp(has, asked)
      if (kind === 'sign_in') expect(next).toEqual({ kind: 'allow' })
      if (kind === 'unmet') expect(next.kind).toBe('unmet')
    }),
  )
})

test('a stronger or more recent sign-in never gets less', () => {
  fc.assert(
    fc.property(
      anySignIn,
      anyAsked,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (has, asked, f) => {
        if (decideStepUp(has, asked).kind !== 'allow') return
        const better = { acr: 'mfa', secondsAgo: has.secondsAgo * f }
        expect(decideStepUp(better, asked)).toEqual({ kind: 'allow' })
      },
    ),
  )
})

test('a demand that is reported as unmet is unmet, for the scope that it names', () => {
  fc.assert(
    fc.property(anySignIn, anyAsked, (has, asked) => {
      const decision = decideStepUp(has, asked)
      if (decision.kind !== 'sign_in' || decision.shortfall === null) return
      const { scope, kind } = decision.shortfall
      const broken = asked.demands.filter((demand) => !meets(has)(demand))
      const named = broken.filter((demand) => demand.scope === scope)
      expect(named.some(({ acr }) => isAtLeast(has.acr, acr) === (kind === 'too_old'))).toBe(true)
    }),
  )
})

test("a client's policy demands at least as much as the account's, and as its own", () => {
  fc.assert(
    fc.property(fc.tuple(anyPolicy, anyPolicy), anyScopes, anySignIn, (both, asked, has) => {
      const [account, client] = both
      const { policy } = tighten(account, client)
      const demands = demandsOf(policy, asked)
      expect(demands.some(({ withinSeconds }) => Number.isNaN(withinSeconds))).toBe(false)
      if (!demands.every(meets(has))) return
      for (const one of both) {
        expect(demandsOf(one, asked).every(meets(has))).toBe(true)
      }
    }),
  )
})

test('a token has the scopes that its sign-in is good for, and ends before the first of them lapses', () => {
  fc.assert(
    fc.property(anySignIn, anyPolicy, anyScopes, (has, policy, asked) => {
      const { kept, lapsed, secondsLeft } = elevationOf(has, { policy, scopes: asked })
      expect([...kept, ...lapsed].sort()).toEqual([...asked].sort())
      for (const scope of kept) {
        const atTheEnd = { ...has, secondsAgo: has.secondsAgo + (secondsLeft ?? 0) }
        expect(demandsOf(policy, [scope]).every(meets(atTheEnd))).toBe(true)
      }
      if (kept.length > 0) expect(secondsLeft ?? 1).toBeGreaterThanOrEqual(1)
    }),
  )
})

test('a token never outlives the elevation, and waiting never restores a scope', () => {
  fc.assert(
    fc.property(
      fc.tuple(anySignIn, seconds),
      anyPolicy,
      anyScopes,
      ([has, later], policy, asked) => {
        const now = elevationOf(has, { policy, scopes: asked })
        const then = elevationOf(
          { ...has, secondsAgo: has.secondsAgo + later },
          { policy, scopes: asked },
        )
        expect(now.kept).toEqual(expect.arrayContaining([...then.kept]))
      },
    ),
  )
})

test('a request gets all remaining scopes or an error, never less than it names', () => {
  const sub = fc.subarray(scopes, { minLength: 1 })
  fc.assert(
    fc.property(
      fc.tuple(anySignIn, anyPolicy),
      sub,
      fc.boolean(),
      ([has, policy], asked, isNamed) => {
        const { kept, lapsed } = elevationOf(has, { policy, scopes: asked })
        const issuance = decideIssuance(has, { policy, asked, offered: scopes, isNamed })
        if (issuance.kind === 'over') expect(kept).toEqual([])
        if (issuance.kind === 'lapsed') expect([issuance.scopes, isNamed]).toEqual([lapsed, true])
        if (issuance.kind !== 'issue') return
        expect(asked.filter((scope) => issuance.scopes.includes(scope))).toEqual(kept)
        if (isNamed) expect(kept).toEqual(asked)
        expect(issuance.secondsLeft).not.toBe(0)
      },
    ),
  )
})

test.each([
  [['mfa'], 'pwd', null],
  [['mfa', 'pwd'], 'pwd', 'pwd'],
  [['mfa', 'pwd'], 'mfa', 'mfa'],
  [['pwd', 'mfa'], 'mfa', 'pwd'],
  [['silver', 'urn:x', ''], 'mfa', null],
  [[], 'mfa', null],
  [['pwd'], null, null],
] as const)('for acr_values %j with %s within reach, %s counts', (values, reachable, acr) => {
  expect(wishOf({ acrValues: values, maxAgeSeconds: null }, reachable).acr).toBe(acr)
})

test('the reachable values are the ladder up to that point', () => {
  expect(acrsUpTo('pwd')).toEqual(['pwd'])
  expect(acrsUpTo('mfa')).toEqual(['pwd', 'mfa'])
})
