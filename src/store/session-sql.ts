/**
 * The only SQL that says when a session is live and when a grant stands. Every statement that
 * judges one uses it (aliases `s` and `g`).
 */

/** Revocations that cover the row and whose rows are not all marked yet. */
const cutOffs = (created: string, hits: string) => `FROM revocations c
  WHERE c.swept_at IS NULL AND c.before >= ${created} AND CASE c.scope ${hits} ELSE false END`

const ofSession = cutOffs(
  's.created_at',
  `WHEN 'everything' THEN true WHEN 'network' THEN s.network <<= c.network
   WHEN 'account' THEN c.account_id = s.account_id AND c.except_session IS DISTINCT FROM s.id`,
)

/** For the row `alias`, a grant or one of its families. */
const ofClient = (alias: string, created: string) =>
  cutOffs(
    created,
    `WHEN 'client' THEN c.client_id = ${alias}.client_id WHEN 'account_client'
       THEN c.client_id = ${alias}.client_id AND c.account_id = ${alias}.account_id`,
  )

const ofGrant = ofClient('g', 'g.created_at')

/** Only where a cut-off hits the client of the family is its grant looked up. */
const ofFamily = ofClient('f', '(SELECT g.created_at FROM grants g WHERE g.id = f.grant_id)')

export const isSessionCutOff = `EXISTS (SELECT 1 ${ofSession})`

/** The one that ended it; the sweep of no other marks it. Null for a session that none hit. */
export const firstCutOff = `(SELECT c.id ${ofSession} ORDER BY c.id LIMIT 1)`

/** Why it ended, as the sweep will write it down; null for a session that no cut-off hit. */
const sessionCutOffReason = `(SELECT c.end_reason ${ofSession} ORDER BY c.id LIMIT 1)`

/** Without its session, which is judged separately. */
export const isGrantStanding = `g.ended_at IS NULL AND NOT EXISTS (SELECT 1 ${ofGrant})`

/** Holds while grants with offline_access live on, even if the browser part is over. */
export const isSessionStanding = `s.state <> 'ended' AND NOT ${isSessionCutOff}`

/**
 * The present setting of the policy that the session began under: a tighter one applies at once.
 */
const current = (setting: string) => `(SELECT p.${setting} FROM policies p WHERE p.name = s.policy)`

/** A family that was taken away counts on, or its end would end the session early; a thief's not. */
const lastRotation = `(SELECT max(o.rotated_at) FROM token_families o WHERE o.session_id = s.id
  AND (o.ended_at IS NULL OR o.end_reason NOT IN ('refresh_reuse', 'code_reuse')))`

/**
 * Activity is the last page or, where the policy says so, the last rotation: a refresh writes only
 * its own family's row. Where nothing slides, only the sign-in counts. `sliding` and `counts` are
 * what a policy says today: it tightens the session's own rules and never loosens them.
 */
export const lastActivityUnder = (sliding: string, counts: string) => `CASE
  WHEN NOT (s.sliding AND coalesce(${sliding}, true)) THEN s.auth_time
  WHEN s.refresh_is_activity AND coalesce(${counts}, true)
    THEN greatest(s.last_seen_at, ${lastRotation})
  ELSE s.last_seen_at END`

const lastActivity = lastActivityUnder(current('sliding'), current('refresh_counts_as_activity'))

/** Whether activity moves the idle end. */
export const slidesNow = `(s.sliding AND coalesce(${current('sliding')}, true))`

/** Null where the policy has no such end. */
export const idleEnd = `${lastActivity} + make_interval(secs =>
  least(s.idle_seconds, ${current('idle_timeout')}))`

/** Null where the policy has no such end. */
export const absoluteEnd = `least(s.absolute_expires_at,
  s.created_at + make_interval(secs => ${current('absolute_timeout')}))`

/** When it ends if nothing happens. */
export const nextEnd = `least(${idleEnd}, ${absoluteEnd})`

/** Which of the two ends came first, so that the reason never changes later. */
export const isTooOld = `coalesce(${absoluteEnd} <= least(now(), ${idleEnd}), false)`

/** Whether the browser part lives. A policy always has one of the two ends. */
export const isLiveNow = `s.state = 'live' AND ${nextEnd} > now() AND NOT ${isSessionCutOff}`

/** Whether a grant may outlive the browser part; a policy that was tightened since applies too. */
export const mayGoOffline = `coalesce(${current('offline_access')}, true)`

/** How, and how long ago, the person of the code or family in `payload` signed in. */
export const signInOf = (payload: string) => `json_build_object('acr', ${payload}->>'acr',
  'secondsAgo', extract(epoch FROM now()) - (${payload}->>'authTime')::float8)`

export const byLastActivity = lastActivity

/** The guest that the session went on from, for a client that knew the guest; null for all others. */
export const formerSub = (client: string) =>
  `CASE WHEN ${client} = ANY (s.former_clients) THEN s.former_sub END AS "formerSub"`

/** When a family (alias `f`) can refresh no more, if nothing ends it before. */
const familyEnd = `least(f.expires_at, f.rotated_at + make_interval(secs => f.idle_seconds))`

/** Whether it can refresh, as far as its own row says. */
export const canRefresh = `(f.ended_at IS NULL AND ${familyEnd} > now())`

/** Until when the offline families of `whose` (alias `f`) can refresh; null: no longer. */
const offlineEnd = (whose: string) => `(SELECT max(${familyEnd}) FROM token_families f
  WHERE ${whose} AND f.offline AND ${canRefresh})`

/** The same for the whole session, as the sweep has left it. */
export const offlineUntil = offlineEnd('f.session_id = s.id')

/** The same without the families that a cut-off of their client hit. */
export const refreshEnd = (whose: string) =>
  offlineEnd(`${whose} AND NOT EXISTS (SELECT 1 ${ofFamily})`)

export const refreshesUntil = refreshEnd('f.session_id = s.id')

/** When the client of a family was cut off that the sweep has not ended yet; null: none was. */
const familiesCutOffAt = `(SELECT max(c.created_at) FROM token_families f,
  LATERAL (SELECT c.created_at ${ofFamily}) c
  WHERE f.session_id = s.id AND f.offline AND ${canRefresh})`

/** When a session ended that a cut-off ended, its own or those of its last families; null: none did. */
export const cutOffAt = `coalesce((SELECT min(c.created_at) ${ofSession}),
  CASE WHEN s.state = 'offline' THEN ${familiesCutOffAt} END)`

/**
 * The true state of the session, even if the sweep has not written it down yet. `until` says until
 * when its applications can refresh without the browser part; it is null when they no longer can.
 */
export const stateUntil = (until: string) => `CASE
  WHEN s.state = 'ended' OR ${isSessionCutOff} THEN 'ended' WHEN ${isLiveNow} THEN 'live'
  WHEN (s.state = 'offline' OR ${mayGoOffline}) AND ${until} IS NOT NULL THEN 'offline'
  ELSE 'ended' END`

/**
 * Why the session is over or, while applications refresh on, why its browser part is, even if the
 * sweep has not written it down yet. It means nothing for a live session. The row of an offline
 * session has the reason of its browser part. What ends it later is a cut-off, the cut-off of the
 * last client, or the time of its last family.
 */
export const reasonOfEnd = `coalesce(
  CASE WHEN s.state <> 'ended' THEN ${sessionCutOffReason} END,
  CASE WHEN s.state <> 'offline' OR ${refreshesUntil} IS NOT NULL THEN s.end_reason
    WHEN ${familiesCutOffAt} IS NOT NULL THEN 'revoked' END,
  CASE WHEN ${isTooOld} THEN 'absolute_timeout' ELSE 'idle_timeout' END)`

/** Whether a grant (alias `g`) of the session counts: in the browser part or, offline, by its own families. */
export const isGrantLive = `(${isGrantStanding} AND ${isSessionStanding} AND (${isLiveNow}
  OR ((s.state = 'offline' OR ${mayGoOffline}) AND ${offlineEnd('f.grant_id = g.id')} IS NOT NULL)))`

/**
 * Whether the session counts against a limit: the browser part lives, or applications work offline.
 */
export const isOpenNow = `((${isLiveNow}) OR (s.state = 'offline' AND NOT ${isSessionCutOff}
  AND ${offlineUntil} IS NOT NULL))`

/** The account (alias `a`) as tokens need it: an `AccountSummary`. */
export const accountSummary = `json_build_object('id', a.id, 'email', a.email, 'name', a.name,
  'roles', a.roles, 'emailVerified', a.email_verified_at IS NOT NULL)`

/**
 * Joins the row of `table` that has the id `id`, under the alias that the other parts expect. The
 * order of such joins is the order in which they are written, and each goes by the key: statistics
 * that were taken when the tables were empty make nothing of it slower.
 */
export const joinById = (table: string, alias: string, id: string) =>
  `JOIN LATERAL (SELECT ${alias}.* FROM ${table} ${alias} WHERE ${alias}.id = ${id} OFFSET 0)
    ${alias} ON true`
