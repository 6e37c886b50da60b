-- Searching sessions, grants and notices, the newest first, and ending sessions by what was searched for. None
-- of these indexes holds anything that a use of a session changes.

CREATE INDEX "sessions_of_account_by_age" ON "sessions" ("account_id", "id");
-- The one above holds what this one held.
DROP INDEX "sessions_of_account_ended";
-- By the network around the address: what is asked for is that network, or part of it.
CREATE INDEX "sessions_of_network" ON "sessions" (
  network(set_masklen("network", CASE family("network") WHEN 4 THEN 24 ELSE 48 END)), "id")
  WHERE "network" IS NOT NULL;
CREATE INDEX "sessions_standing" ON "sessions" ("id") WHERE "state" <> 'ended';

CREATE INDEX "devices_by_id" ON "devices" ("id");
CREATE INDEX "grants_of_account" ON "grants" ("account_id", "session_id");
CREATE INDEX "notices_of_grant" ON "notices" ("sid");
CREATE INDEX "notices_of_account" ON "notices" ("account_id", "id");
CREATE INDEX "notices_of_client" ON "notices" ("client_id", "id");

-- What a revocation of the scope `sessions` ends: the filter, as the admin API writes it.
ALTER TABLE "revocations"
  ADD COLUMN "filter" JSONB,
  DROP CONSTRAINT "revocations_scope_check",
  ADD CONSTRAINT "revocations_scope_check" CHECK (CASE "scope"
    WHEN 'token' THEN "jti" IS NOT NULL
    WHEN 'session' THEN "session_id" IS NOT NULL
    WHEN 'grant' THEN "grant_id" IS NOT NULL
    WHEN 'account' THEN "account_id" IS NOT NULL
    WHEN 'client' THEN "client_id" IS NOT NULL
    WHEN 'account_client' THEN "account_id" IS NOT NULL AND "client_id" IS NOT NULL
    WHEN 'network' THEN "network" IS NOT NULL
    WHEN 'sessions' THEN "filter" IS NOT NULL
    WHEN 'everything' THEN true
    ELSE false END);
