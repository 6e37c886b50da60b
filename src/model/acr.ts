/** How strongly a person signed in: the values of `acr`, from the weakest to the strongest. */

export const acrValues = ['pwd', 'mfa'] as const
export type Acr = (typeof acrValues)[number]

/** The strongest level a sign-in can reach: there is no second factor yet. */
export const reachableAcr: Acr = 'pwd'

const ladder: readonly (string | null)[] = acrValues

export function findAcr(value: string): Acr | null {
  return acrValues.find((known) => known === value) ?? null
}

/** An unknown value, or none, is weaker than every known one. */
export function isAtLeast(acr: string | null, least: Acr | null): boolean {
  return least === null || rank(acr) >= rank(least)
}

export function strongerAcr(a: Acr | null, b: Acr | null): Acr | null {
  return rank(a) >= rank(b) ? a : b
}

/** The values of `acr_values` that can be satisfied. */
export function acrsUpTo(strongest: Acr): readonly Acr[] {
  return acrValues.filter((acr) => isAtLeast(strongest, acr))
}

function rank(acr: string | null): number {
  return ladder.indexOf(acr)
}
