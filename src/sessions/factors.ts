/** How a person signed in, as the ledger records it: the factors (RFC 8176) and their strength. */

type Strength = { readonly acr: string | null; readonly amr: readonly string[] }

export function factorsOf({ acr, amr }: Strength): { acr: string; amr: string } {
  return { acr: acr ?? 'none', amr: amr.join(' ') || 'none' }
}
