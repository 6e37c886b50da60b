-- What operators revoked. One over many rows is a cut-off: this one row, judged by every read until
-- the sweep has marked what it means.

CREATE TABLE "revocations" (
  "id" UUID NOT NULL,
  "scope" TEXT NOT NULL,
  "jti" TEXT,
  "session_id" UUID,
  "grant_id" TEXT,
  "account_id" UUID,
  "client_id" TEXT,
  "network" INET,
  "except_session" UUID,
  "before" TIMESTAMPTZ(3) NOT NULL,
  "end_reason" TEXT NOT NULL,
  "reason" TEXT NOT NULL,
  "actor_kind" TEXT NOT NULL,
  "actor_id" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "xid" XID8 NOT NULL DEFAULT pg_current_xact_id(),
  "swept_to" TEXT,
  "swept_at" TIMESTAMPTZ(3),
  "sessions_ended" INTEGER NOT NULL DEFAULT 0,
  "grants_ended" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "revocations_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "revocations_scope_check" CHECK (CASE "scope"
    WHEN 'token' THEN "jti" IS NOT NULL
    WHEN 'session' THEN "session_id" IS NOT NULL
    WHEN 'grant' THEN "grant_id" IS NOT NULL
    WHEN 'account' THEN "account_id" IS NOT NULL
    WHEN 'client' THEN "client_id" IS NOT NULL
    WHEN 'account_client' THEN "account_id" IS NOT NULL AND "client_id" IS NOT NULL
    WHEN 'network' THEN "network" IS NOT NULL
    WHEN 'everything' THEN true
    ELSE false END)
);
CREATE INDEX "revocations_unswept" ON "revocations" ("id") WHERE "swept_at" IS NULL;
CREATE INDEX "grants_living_of_client" ON "grants" ("client_id", "id") WHERE "ended_at" IS NULL;
CREATE INDEX "revocation_feed_cut_offs" ON "revocation_feed" ("kind", "client_id")
  WHERE "issued_before" IS NOT NULL;
