-- The first schema. Short-lived rows are partitioned by the day they expire, the ledger by month,
-- so that purging drops a partition. Rows that change at every use have room on their page
-- (fillfactor) and no index on what changes, so that each change is a HOT update.

CREATE TABLE "accounts" (
  "id" UUID NOT NULL,
  "email" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "password_hash" TEXT NOT NULL,
  "tier" TEXT NOT NULL DEFAULT 'default',
  "roles" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "disabled_at" TIMESTAMPTZ(3),
  CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "accounts_email_key" ON "accounts" ("email");

CREATE TABLE "clients" (
  "id" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "auth_method" TEXT NOT NULL,
  "secret_hash" BYTEA,
  "application_type" TEXT NOT NULL DEFAULT 'web',
  "redirect_uris" TEXT[],
  "post_logout_redirect_uris" TEXT[],
  "grant_types" TEXT[],
  "scopes" TEXT[],
  "jwks" JSONB,
  "policy" TEXT,
  "resource" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "disabled_at" TIMESTAMPTZ(3),
  CONSTRAINT "clients_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "clients_auth_method_check" CHECK
    ("auth_method" IN ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
  CONSTRAINT "clients_secret_check" CHECK
    (("secret_hash" IS NOT NULL) = ("auth_method" LIKE 'client_secret%'))
);

CREATE TABLE "resource_servers" (
  "identifier" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "scopes" TEXT[],
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "resource_servers_pkey" PRIMARY KEY ("identifier")
);

CREATE TABLE "sessions" (
  "id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "secret_hash" BYTEA NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'live',
  "policy" TEXT NOT NULL,
  "acr" TEXT,
  "amr" TEXT[],
  "auth_time" TIMESTAMPTZ(3) NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "idle_seconds" INTEGER NOT NULL,
  "absolute_expires_at" TIMESTAMPTZ(3) NOT NULL,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "remembered" BOOLEAN NOT NULL DEFAULT false,
  "authorizations" JSONB NOT NULL DEFAULT '{}',
  "logout_state" JSONB,
  "network" INET,
  "user_agent" TEXT,
  "ended_at" TIMESTAMPTZ(3),
  "end_reason" TEXT,
  CONSTRAINT "sessions_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "sessions_state_check" CHECK ("state" IN ('live', 'offline', 'ended')),
  CONSTRAINT "sessions_ended_check" CHECK
    (("state" = 'ended') = ("ended_at" IS NOT NULL AND "end_reason" IS NOT NULL))
) WITH (fillfactor = 70);
CREATE UNIQUE INDEX "sessions_secret_hash_key" ON "sessions" ("secret_hash");
CREATE INDEX "sessions_of_account" ON "sessions" ("account_id", "id") WHERE "state" <> 'ended';
CREATE INDEX "sessions_due" ON "sessions" ("due_at") WHERE "state" <> 'ended';
CREATE INDEX "sessions_of_account_ended" ON "sessions" ("account_id", "id") WHERE "state" = 'ended';
CREATE INDEX "sessions_ended" ON "sessions" ("ended_at") WHERE "state" = 'ended';

-- An ended session is never written again, whoever tries.
CREATE FUNCTION "refuse_ended_session"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'session % has ended', OLD.id USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER "ended_sessions_stay_ended" BEFORE UPDATE ON "sessions"
  FOR EACH ROW WHEN (OLD.state = 'ended') EXECUTE FUNCTION "refuse_ended_session"();

CREATE TABLE "grants" (
  "id" TEXT NOT NULL,
  "session_id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "client_id" TEXT NOT NULL,
  "allowed" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "ended_at" TIMESTAMPTZ(3),
  "end_reason" TEXT,
  CONSTRAINT "grants_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "grants_of_session" ON "grants" ("session_id");
CREATE INDEX "grants_of_client" ON "grants" ("client_id", "session_id");
CREATE INDEX "grants_ended" ON "grants" ("ended_at") WHERE "ended_at" IS NOT NULL;

CREATE TABLE "consents" (
  "account_id" UUID NOT NULL,
  "client_id" TEXT NOT NULL,
  "allowed" JSONB NOT NULL,
  "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "withdrawn_at" TIMESTAMPTZ(3),
  CONSTRAINT "consents_pkey" PRIMARY KEY ("account_id", "client_id")
);

CREATE TABLE "authorization_codes" (
  "code_hash" BYTEA NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "session_id" UUID NOT NULL,
  "grant_id" TEXT NOT NULL,
  "account_id" UUID NOT NULL,
  "client_id" TEXT NOT NULL,
  "payload" JSONB NOT NULL,
  "consumed_at" TIMESTAMPTZ(3),
  CONSTRAINT "authorization_codes_pkey" PRIMARY KEY ("code_hash", "expires_at")
) PARTITION BY RANGE ("expires_at");

CREATE TABLE "token_families" (
  "id" TEXT NOT NULL,
  "session_id" UUID NOT NULL,
  "grant_id" TEXT NOT NULL,
  "account_id" UUID NOT NULL,
  "client_id" TEXT NOT NULL,
  "offline" BOOLEAN NOT NULL,
  "generation" INTEGER NOT NULL DEFAULT 0,
  "rotated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "idle_seconds" INTEGER NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "grace_seconds" INTEGER NOT NULL,
  "payload" JSONB NOT NULL,
  "ended_at" TIMESTAMPTZ(3),
  "end_reason" TEXT,
  CONSTRAINT "token_families_pkey" PRIMARY KEY ("id")
) WITH (fillfactor = 70);
CREATE INDEX "token_families_of_session" ON "token_families" ("session_id");
CREATE INDEX "token_families_of_grant" ON "token_families" ("grant_id");
CREATE INDEX "token_families_expiry" ON "token_families" ("expires_at");

CREATE TABLE "artifacts" (
  "id_hash" BYTEA NOT NULL,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "payload" JSONB NOT NULL,
  "consumed_at" TIMESTAMPTZ(3),
  CONSTRAINT "artifacts_pkey" PRIMARY KEY ("id_hash", "expires_at")
) PARTITION BY RANGE ("expires_at");

CREATE TABLE "signing_keys" (
  "kid" TEXT NOT NULL,
  "alg" TEXT NOT NULL,
  "public_jwk" JSONB NOT NULL,
  "sealed_private" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "retired_at" TIMESTAMPTZ(3),
  CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("kid")
);

CREATE TABLE "installation" (
  "name" TEXT NOT NULL,
  "value" BYTEA NOT NULL,
  CONSTRAINT "installation_pkey" PRIMARY KEY ("name")
);

CREATE SEQUENCE "audit_events_id_seq";
CREATE TABLE "audit_events" (
  "id" BIGINT NOT NULL DEFAULT nextval('audit_events_id_seq'),
  "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "type" TEXT NOT NULL,
  "outcome" TEXT NOT NULL,
  "actor_kind" TEXT NOT NULL,
  "actor_id" TEXT,
  "account_id" UUID,
  "session_id" UUID,
  "client_id" TEXT,
  "grant_id" TEXT,
  "network" INET,
  "user_agent" TEXT,
  "request_id" TEXT,
  "details" JSONB NOT NULL DEFAULT '{}',
  CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id", "occurred_at")
) PARTITION BY RANGE ("occurred_at");
ALTER SEQUENCE "audit_events_id_seq" OWNED BY "audit_events"."id";
CREATE INDEX "audit_events_of_account" ON "audit_events" ("account_id", "id");
CREATE INDEX "audit_events_of_session" ON "audit_events" ("session_id", "id");

CREATE FUNCTION "refuse_ledger_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit ledger is append-only: % refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER "audit_events_are_append_only" BEFORE UPDATE OR DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "audit_events_are_not_truncated" BEFORE TRUNCATE ON "audit_events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_ledger_change"();

-- Every partition refuses TRUNCATE on its own, since the parent's statement trigger does not reach
-- a partition that is truncated by name.
CREATE FUNCTION "ensure_partitions"("at" TIMESTAMPTZ) RETURNS VOID LANGUAGE plpgsql AS $$
DECLARE
  day TIMESTAMPTZ;
  month TIMESTAMPTZ;
  parent TEXT;
  child TEXT;
BEGIN
  PERFORM pg_advisory_xact_lock(7261001);
  SET LOCAL TIME ZONE 'UTC';
  FOREACH parent IN ARRAY ARRAY['authorization_codes', 'artifacts'] LOOP
    FOR i IN 0..3 LOOP
      day := date_trunc('day', at) + make_interval(days => i);
      child := parent || '_' || to_char(day, 'YYYYMMDD');
      IF to_regclass(child) IS NULL THEN
        EXECUTE format(
          'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L) WITH (fillfactor = 70)',
          child, parent, day, day + interval '1 day');
      END IF;
    END LOOP;
  END LOOP;
  FOR i IN 0..1 LOOP
    month := date_trunc('month', at) + make_interval(months => i);
    child := 'audit_events_' || to_char(month, 'YYYYMM');
    IF to_regclass(child) IS NULL THEN
      EXECUTE format('CREATE TABLE %I PARTITION OF audit_events FOR VALUES FROM (%L) TO (%L)',
        child, month, month + interval '1 month');
      EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_ledger_change()', child || '_kept', child);
    END IF;
  END LOOP;
END $$;

-- Drops what expired before yesterday; answers the names of the dropped partitions.
CREATE FUNCTION "drop_expired_partitions"("at" TIMESTAMPTZ) RETURNS SETOF TEXT LANGUAGE plpgsql AS $$
DECLARE
  child TEXT;
  oldest TEXT := to_char((at AT TIME ZONE 'UTC') - interval '1 day', 'YYYYMMDD');
BEGIN
  PERFORM pg_advisory_xact_lock(7261001);
  FOR child IN
    SELECT inhrelid::regclass::text FROM pg_inherits
    WHERE inhparent IN ('authorization_codes'::regclass, 'artifacts'::regclass)
      AND right(inhrelid::regclass::text, 8) < oldest
      AND inhrelid::regclass::text ~ '_[0-9]{8}$'
  LOOP
    EXECUTE format('DROP TABLE %I', child);
    RETURN NEXT child;
  END LOOP;
END $$;

SELECT "ensure_partitions"(CURRENT_TIMESTAMP);
