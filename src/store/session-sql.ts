/** The one wording of when a session is live, for every statement that judges one (alias `s`). */

/** The policy that the session began under, as it stands now: tightened since, it holds too. */
const current = (setting: string) => `(SELECT p.${setting} FROM policies p WHERE p.name = s.policy)`

/**
 * Activity is the last page or, where the policy says so, the last rotation: a refresh writes only
 * its own family's row. Where nothing slides, only the sign-in counts.
 */
const lastActivity = `CASE WHEN NOT s.sliding THEN s.auth_time
  WHEN s.refresh_is_activity THEN greatest(s.last_seen_at, (SELECT max(o.rotated_at)
    FROM token_families o WHERE o.session_id = s.id AND o.ended_at IS NULL))
  ELSE s.last_seen_at END`

/** Null where the policy has no such end. */
export const idleEnd = `${lastActivity} + make_interval(secs =>
  least(s.idle_seconds, ${current('idle_timeout')}))`

/** Null where the policy has no such end. */
export const absoluteEnd = `least(s.absolute_expires_at,
  s.created_at + make_interval(secs => ${current('absolute_timeout')}))`

/** When it ends if nothing happens. */
export const nextEnd = `least(${idleEnd}, ${absoluteEnd})`

export const isTooOld = `coalesce(${absoluteEnd} <= now(), false)`

/** The browser part: one of the two ends there always is. */
export const isLiveNow = `s.state = 'live' AND ${nextEnd} > now()`

/** Whether anything may outlive the browser part: a policy that was tightened since holds too. */
export const mayGoOffline = `coalesce(${current('offline_access')}, true)`

/** How and how long ago the person signed in of whom a code or a family speaks in `payload`. */
export const signInOf = (payload: string) => `json_build_object('acr', ${payload}->>'acr',
  'secondsAgo', extract(epoch FROM now()) - (${payload}->>'authTime')::float8)`

export const byLastActivity = lastActivity

/** Until when the living offline families of `whose` (alias `f`) can refresh on; null: no longer. */
export const offlineEnd = (whose: string) => `(SELECT max(o.until) FROM (
  SELECT least(f.expires_at, f.rotated_at + make_interval(secs => f.idle_seconds)) AS until
  FROM token_families f WHERE ${whose} AND f.offline AND f.ended_at IS NULL) o
  WHERE o.until > now())`
