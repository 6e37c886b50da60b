-- What resource servers that verify JWTs offline must be told: each ending, as long as an unexpired
-- JWT could need it. Rows are added and, once spent, deleted; never changed.

CREATE TABLE "revocation_feed" (
  "id" BIGSERIAL NOT NULL,
  -- Which transaction wrote it: ids are given before the commit, so their order says nothing.
  "xid" XID8 NOT NULL DEFAULT pg_current_xact_id(),
  "revoked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "kind" TEXT NOT NULL,
  "sid" TEXT,
  "jti" TEXT,
  "account_id" UUID,
  "client_id" TEXT,
  "issued_before" TIMESTAMPTZ(3),
  "except_sids" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "forget_after" TIMESTAMPTZ(3) NOT NULL,
  CONSTRAINT "revocation_feed_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "revocation_feed_kind_check" CHECK (CASE "kind"
    WHEN 'grant' THEN "sid" IS NOT NULL AND "issued_before" IS NULL
    WHEN 'token' THEN "jti" IS NOT NULL AND "issued_before" IS NULL
    WHEN 'account' THEN "account_id" IS NOT NULL AND "issued_before" IS NOT NULL
    WHEN 'client' THEN "client_id" IS NOT NULL AND "issued_before" IS NOT NULL
    WHEN 'account_client' THEN "account_id" IS NOT NULL AND "client_id" IS NOT NULL
      AND "issued_before" IS NOT NULL
    WHEN 'everything' THEN "issued_before" IS NOT NULL
    ELSE false END)
);
CREATE INDEX "revocation_feed_order" ON "revocation_feed" ("xid", "id");
CREATE INDEX "revocation_feed_spent" ON "revocation_feed" ("forget_after");
