-- What retention took from the ledger: whole months of events, whose blocks and leaves stay. A row
-- comes with its event "ledger.dropped"; the month goes only after that event was sealed.

CREATE TABLE "audit_drops" (
  "month" TEXT NOT NULL,
  "document" JSONB NOT NULL,
  "announced_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "audit_drops_pkey" PRIMARY KEY ("month")
);
CREATE TRIGGER "audit_drops_are_append_only" BEFORE UPDATE OR DELETE ON "audit_drops"
  FOR EACH ROW EXECUTE FUNCTION "refuse_ledger_change"();
CREATE TRIGGER "audit_drops_are_not_truncated" BEFORE TRUNCATE ON "audit_drops"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_ledger_change"();

-- In the owner's name, like the other partitions. Never a month that was not announced, nor the one
-- that is written to; and it waits for nobody, since everybody would wait behind it.
CREATE FUNCTION "drop_ledger_month"("gone" TEXT) RETURNS VOID LANGUAGE plpgsql SECURITY DEFINER
SET search_path FROM CURRENT SET lock_timeout = '2s' AS $$
DECLARE
  child TEXT := 'audit_events_' || replace(gone, '-', '');
BEGIN
  IF gone !~ '^\d{4}-\d{2}$' OR NOT EXISTS (SELECT FROM audit_drops WHERE month = gone)
    OR gone >= to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM')
  THEN
    RAISE EXCEPTION 'the audit ledger is append-only: DROP refused'
      USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF to_regclass(child) IS NOT NULL THEN
    EXECUTE format('DROP TABLE %I', child);
  END IF;
END $$;

-- Up to which block the seals were taken by a receiver, known by the digest of its address.
CREATE TABLE "audit_seal_places" (
  "receiver" TEXT NOT NULL,
  "number" BIGINT NOT NULL,
  CONSTRAINT "audit_seal_places_pkey" PRIMARY KEY ("receiver")
);
