-- Policies as rows: a preset that was edited, or one of an operator's own. Only additions, so that
-- the version before goes on beside it.

CREATE TABLE "policies" (
  "name" TEXT NOT NULL,
  "idle_timeout" INTEGER,
  "absolute_timeout" INTEGER,
  "sliding" BOOLEAN NOT NULL,
  "refresh_counts_as_activity" BOOLEAN NOT NULL,
  "remember" BOOLEAN NOT NULL,
  "max_sessions" INTEGER NOT NULL,
  "on_limit" TEXT NOT NULL,
  "warn_before" INTEGER,
  "access_token_ttl" INTEGER NOT NULL,
  "reconnect_grace" INTEGER NOT NULL,
  "refresh_idle_timeout" INTEGER NOT NULL,
  "refresh_absolute_timeout" INTEGER NOT NULL,
  "on_refresh_reuse" TEXT NOT NULL,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "policies_pkey" PRIMARY KEY ("name"),
  CONSTRAINT "policies_end_check" CHECK ("idle_timeout" IS NOT NULL OR "absolute_timeout" IS NOT NULL),
  CONSTRAINT "policies_limit_check" CHECK ("max_sessions" >= 1)
);

-- A session remembers the rules that it began under; a policy that was tightened since holds too.
ALTER TABLE "sessions"
  ALTER COLUMN "idle_seconds" DROP NOT NULL,
  ALTER COLUMN "absolute_expires_at" DROP NOT NULL,
  ADD COLUMN "sliding" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "refresh_is_activity" BOOLEAN NOT NULL DEFAULT true;

-- Guesses of a PKCE verifier are counted against the code.
ALTER TABLE "authorization_codes" ADD COLUMN "failures" INTEGER NOT NULL DEFAULT 0;
