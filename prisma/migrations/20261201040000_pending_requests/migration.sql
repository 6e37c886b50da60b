-- Requests that anyone can leave waiting (interactions, pushed requests, logout forms) are counted by
-- where they came from, and are removed soon after they expire. `source` is a network, a client, or
-- empty if unknown. Replay marks have none: they go with their partition.
ALTER TABLE "artifacts" ADD COLUMN "source" TEXT;
CREATE INDEX "artifacts_pending" ON "artifacts" ("source", "expires_at")
  WHERE "source" IS NOT NULL AND "consumed_at" IS NULL;
CREATE INDEX "artifacts_expiring" ON "artifacts" ("expires_at") WHERE "source" IS NOT NULL;
