-- Passwords and client secrets that were tried in vain, by what they were for and where they came
-- from. No row says which: the subject is a MAC under a key that the database does not hold, so no
-- address of a stranger stands here.
CREATE TABLE "failed_tries" (
  "subject" BYTEA NOT NULL,
  -- The hash of the cookie of a device that the account knows; empty for all others together.
  "device" BYTEA NOT NULL,
  "standing" DOUBLE PRECISION NOT NULL,
  "counted_at" TIMESTAMPTZ(6) NOT NULL,
  -- Until then nothing more is tried.
  "free_at" TIMESTAMPTZ(6) NOT NULL,

  CONSTRAINT "failed_tries_pkey" PRIMARY KEY ("subject", "device")
);
CREATE INDEX "failed_tries_counted" ON "failed_tries" ("counted_at");
