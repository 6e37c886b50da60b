/** How a person signed in, as the ledger tells it: each factor (RFC 8176), and how strong together. */

type Shown = { readonly acr: string | null; readonly amr: readonly string[] }

export function factorsOf({ acr, amr }: Shown): { acr: string; amr: string } {
  return { acr: acr ?? 'none', amr: amr.join(' ') || 'none' }
}
