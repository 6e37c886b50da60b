-- What sealing the ledger needs. The order of the ledger is (xid, id): the transaction that wrote an
-- event, then the event. Only below the snapshot horizon is that order final, since sequences are
-- handed out before commits happen. Each event has a salt of its own, so that its personal fields
-- enter its leaf only as commitments. Both are defaults: the statements that append know neither.

ALTER TABLE "audit_events"
  ADD COLUMN "xid" XID8 NOT NULL DEFAULT pg_current_xact_id(),
  ADD COLUMN "salt" UUID DEFAULT gen_random_uuid();
CREATE INDEX "audit_events_in_order" ON "audit_events" ("xid", "id");
-- Whose personal fields an event holds besides its account's: the operator's who acted.
CREATE INDEX "audit_events_of_operator" ON "audit_events" ("actor_id", "id")
  WHERE "actor_kind" = 'operator';

-- A dump that is restored on another server counts transactions from another number. Ids go on, so
-- an epoch is all ids from its first one on.
CREATE TABLE "audit_epochs" (
  "epoch" INTEGER NOT NULL,
  "first_id" BIGINT NOT NULL,
  CONSTRAINT "audit_epochs_pkey" PRIMARY KEY ("epoch")
);
INSERT INTO "audit_epochs" ("epoch", "first_id") VALUES (0, '-9223372036854775808');

-- A block holds the events of its epoch from (from_xid, from_id) up to but without (to_xid, to_id).
-- "leaves" has 48 bytes an event, in order: id, xid, leaf hash.
CREATE TABLE "audit_blocks" (
  "number" BIGINT NOT NULL,
  "previous" BYTEA NOT NULL,
  "epoch" INTEGER NOT NULL,
  "from_xid" XID8 NOT NULL,
  "from_id" BIGINT NOT NULL,
  "to_xid" XID8 NOT NULL,
  "to_id" BIGINT NOT NULL,
  "max_id" BIGINT NOT NULL,
  "count" INTEGER NOT NULL,
  "root" BYTEA NOT NULL,
  "leaves_hash" BYTEA NOT NULL,
  "sealed_at" TIMESTAMPTZ(3) NOT NULL,
  "hash" BYTEA NOT NULL,
  "seal" TEXT NOT NULL,
  "leaves" BYTEA NOT NULL,
  CONSTRAINT "audit_blocks_pkey" PRIMARY KEY ("number")
);
-- Hashes do not compress.
ALTER TABLE "audit_blocks" ALTER COLUMN "leaves" SET STORAGE EXTERNAL;
-- No chain forks: a block has one successor.
CREATE UNIQUE INDEX "audit_blocks_previous_key" ON "audit_blocks" ("previous");
CREATE INDEX "audit_blocks_in_order" ON "audit_blocks" ("epoch", "to_xid", "to_id", "number");

CREATE TABLE "audit_keys" (
  "kid" TEXT NOT NULL,
  "alg" TEXT NOT NULL,
  "public_jwk" JSONB NOT NULL,
  "sealed_private" BYTEA NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "retired_at" TIMESTAMPTZ(3),
  CONSTRAINT "audit_keys_pkey" PRIMARY KEY ("kid")
);

-- What stands in a leaf for personal fields that were erased.
CREATE TABLE "audit_erasures" (
  "event_id" BIGINT NOT NULL,
  "forgotten_by" BIGINT NOT NULL,
  "commitments" JSONB NOT NULL,
  CONSTRAINT "audit_erasures_pkey" PRIMARY KEY ("event_id")
);

-- The one change that the ledger allows: personal fields and their salt become nothing, all of them
-- together, after their commitments were kept. Every other column stays as it is.
CREATE OR REPLACE FUNCTION "refuse_ledger_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND TG_LEVEL = 'ROW' AND TG_ARGV[0] = 'erasable' THEN
    IF OLD.salt IS NOT NULL AND NEW.salt IS NULL AND NEW.network IS NULL AND NEW.user_agent IS NULL
      AND NEW.details = OLD.details - 'personal'
      AND to_jsonb(NEW) - ARRAY['salt', 'network', 'user_agent', 'details']
        = to_jsonb(OLD) - ARRAY['salt', 'network', 'user_agent', 'details']
      AND EXISTS (SELECT FROM audit_erasures WHERE event_id = OLD.id)
    THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'the audit ledger is append-only: % refused', TG_OP
    USING ERRCODE = 'insufficient_privilege';
END $$;
DROP TRIGGER "audit_events_are_append_only" ON "audit_events";
CREATE TRIGGER "audit_events_are_append_only" BEFORE UPDATE OR DELETE ON "audit_events"
  FOR EACH ROW EXECUTE FUNCTION "refuse_ledger_change"('erasable');

CREATE TRIGGER "audit_blocks_are_append_only" BEFORE UPDATE OR DELETE ON "audit_blocks"
  FOR EACH ROW EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "audit_blocks_are_not_truncated" BEFORE TRUNCATE ON "audit_blocks"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "audit_epochs_are_append_only" BEFORE UPDATE OR DELETE ON "audit_epochs"
  FOR EACH ROW EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "audit_epochs_are_not_truncated" BEFORE TRUNCATE ON "audit_epochs"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "audit_erasures_are_append_only" BEFORE UPDATE OR DELETE ON "audit_erasures"
  FOR EACH ROW EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "audit_erasures_are_not_truncated" BEFORE TRUNCATE ON "audit_erasures"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_ledger_change"();

-- Partitions are made and dropped in the owner's name, so that a server may run as a role that owns
-- nothing and cannot change the ledger (docs/audit.md).
ALTER FUNCTION "ensure_partitions"(TIMESTAMPTZ) SECURITY DEFINER SET search_path FROM CURRENT;
ALTER FUNCTION "drop_expired_partitions"(TIMESTAMPTZ) SECURITY DEFINER SET search_path FROM CURRENT;
