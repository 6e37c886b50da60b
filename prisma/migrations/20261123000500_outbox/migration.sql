-- What a change wants done after it: written in the change's own transaction, moved to the job
-- queue by any node.

CREATE TABLE "outbox" (
  "id" BIGSERIAL NOT NULL,
  "queue" TEXT NOT NULL,
  "data" JSONB NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);
