-- How many sessions there were over time, as they were counted last in each minute and hour.
CREATE TABLE "session_counts" (
  "step" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "live" BIGINT NOT NULL,
  "offline" BIGINT NOT NULL,

  CONSTRAINT "session_counts_pkey" PRIMARY KEY ("step", "at"),
  CONSTRAINT "session_counts_step_check" CHECK ("step" IN ('minute', 'hour'))
);

-- How late nodes learn of revocations that they tell on. Each node keeps its own in memory and adds
-- them here now and then.
CREATE TABLE "propagation" (
  "step" TEXT NOT NULL,
  "at" TIMESTAMPTZ(3) NOT NULL,
  "told" BIGINT NOT NULL,
  -- Of all that were told together.
  "milliseconds" BIGINT NOT NULL,
  "slowest" INTEGER NOT NULL,
  "late" BIGINT NOT NULL,

  CONSTRAINT "propagation_pkey" PRIMARY KEY ("step", "at"),
  CONSTRAINT "propagation_step_check" CHECK ("step" IN ('minute', 'hour'))
);

-- When rows of a cut-off were marked last: a sweep that stands still shows.
ALTER TABLE "revocations" ADD COLUMN "progressed_at" TIMESTAMPTZ(3);
