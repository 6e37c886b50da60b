-- Back-channel logout: where a client wants to be told that a session of its ended, and what it is
-- told. No list of causes stands for every cause, those of later versions too.

ALTER TABLE "clients"
  ADD COLUMN "backchannel_logout_uri" TEXT,
  ADD COLUMN "backchannel_logout_session_required" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "backchannel_logout_causes" TEXT[];

-- One row for each client of what ended, written in the transaction of the ending. The token that
-- is sent is made anew at each try and never kept.
CREATE TABLE "notices" (
  "id" UUID NOT NULL,
  "sid" TEXT NOT NULL,
  "account_id" UUID NOT NULL,
  "client_id" TEXT NOT NULL,
  "cause" TEXT NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'pending',
  "attempts" INTEGER NOT NULL DEFAULT 0,
  "last_answer" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "tried_at" TIMESTAMPTZ(3),
  "settled_at" TIMESTAMPTZ(3),
  CONSTRAINT "notices_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "notices_state_check" CHECK ("state" IN ('pending', 'delivered', 'dead')),
  CONSTRAINT "notices_settled_check" CHECK (("state" = 'pending') = ("settled_at" IS NULL))
);
CREATE INDEX "notices_pending" ON "notices" ("id") WHERE "state" = 'pending';
CREATE INDEX "notices_dead" ON "notices" ("id") WHERE "state" = 'dead';
CREATE INDEX "notices_settled" ON "notices" ("settled_at") WHERE "settled_at" IS NOT NULL;
