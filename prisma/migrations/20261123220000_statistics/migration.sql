-- What happened over time, counted from the ledger in its own order, and how much there is now. Both
-- are taken in the background, so that nobody who looks counts whole tables.

CREATE TABLE "event_counts" (
  "step" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "kind" TEXT NOT NULL,
  "count" BIGINT NOT NULL,
  CONSTRAINT "event_counts_pkey" PRIMARY KEY ("step", "at", "kind"),
  CONSTRAINT "event_counts_step_check" CHECK ("step" IN ('minute', 'hour'))
);

-- The one place up to which events were counted.
CREATE TABLE "event_counting" (
  "only" BOOLEAN NOT NULL DEFAULT true,
  "xid" XID8 NOT NULL,
  "id" BIGINT NOT NULL,
  CONSTRAINT "event_counting_pkey" PRIMARY KEY ("only"),
  CONSTRAINT "event_counting_only_check" CHECK ("only")
);
INSERT INTO "event_counting" ("xid", "id") VALUES ('0', '-9223372036854775808');

CREATE TABLE "gauges" (
  "only" BOOLEAN NOT NULL DEFAULT true,
  "taken_at" TIMESTAMPTZ(3) NOT NULL,
  "live_sessions" BIGINT NOT NULL,
  "offline_sessions" BIGINT NOT NULL,
  "pending_notices" BIGINT NOT NULL,
  "dead_notices" BIGINT NOT NULL,
  CONSTRAINT "gauges_pkey" PRIMARY KEY ("only"),
  CONSTRAINT "gauges_only_check" CHECK ("only")
);
INSERT INTO "gauges" VALUES (true, '-infinity', 0, 0, 0, 0);

-- So that the living are counted without a look at the ended.
CREATE INDEX "sessions_living" ON "sessions" ("state") WHERE "state" <> 'ended';
