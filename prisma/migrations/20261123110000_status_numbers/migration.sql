-- The place of each grant in the Token Status Lists: drawn from a sequence, so never twice.

ALTER TABLE "grants" ADD COLUMN "status_number" BIGSERIAL NOT NULL;
CREATE UNIQUE INDEX "grants_status_number" ON "grants" ("status_number");
