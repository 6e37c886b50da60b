/** The one wording of when a session is live, for every statement that judges one (alias `s`). */

/** Activity is the last page or the last rotation: a refresh writes only its own family's row. */
export const lastActivity = `greatest(s.last_seen_at, (SELECT max(o.rotated_at)
  FROM token_families o WHERE o.session_id = s.id AND o.ended_at IS NULL))`

export const isLiveNow = `s.state = 'live' AND s.absolute_expires_at > now()
  AND ${lastActivity} + make_interval(secs => s.idle_seconds) > now()`
