/** An authorization code: its lifetime, and how many failed redemptions it survives. */

export const codeSeconds = 60

/** After this many failed redemptions a code is void. */
export const mostFailures = 5
