/** How strongly a person signed in: the values of `acr`, from the weakest to the strongest. */

export const acrValues = ['pwd', 'mfa'] as const
export type Acr = (typeof acrValues)[number]

/** The strongest that a sign-in can reach here: there is no second factor yet. */
export const reachableAcr: Acr = 'pwd'

const ladder: readonly (string | null)[] = acrValues

export function findAcr(value: string): Acr | null {
  return acrValues.find((known) => known === value) ?? null
}

/** What is no value of the ladder (a session without any) is weaker than all of it. */
export function isAtLeast(acr: string | null, least: Acr | null): boolean {
  return least === null || rank(acr) >= rank(least)
}

export function strongerAcr(a: Acr | null, b: Acr | null): Acr | null {
  return rank(a) >= rank(b) ? a : b
}

/** What `acr_values` may ask for and get. */
export function acrsUpTo(strongest: Acr): readonly Acr[] {
  return acrValues.filter((acr) => isAtLeast(strongest, acr))
}

function rank(acr: string | null): number {
  return ladder.indexOf(acr)
}
