/** An authorization code: how long it lives, and how often it may be tried in vain. */

export const codeSeconds = 60

/** At this many failed redemptions a code is as good as none. */
export const mostFailures = 5
