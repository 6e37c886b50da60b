-- A signing key has a life: it is published before it signs, believed after it signed, then gone.
-- What signs when the migration runs has signed since it was made.

ALTER TABLE "signing_keys"
  -- From when it may sign.
  ADD COLUMN "signs_from" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- When it began, and when it ceased.
  ADD COLUMN "signed_from" TIMESTAMPTZ(3),
  ADD COLUMN "signed_until" TIMESTAMPTZ(3),
  -- It was given up before its time: nothing that it signed is believed anywhere.
  ADD COLUMN "is_distrusted" BOOLEAN NOT NULL DEFAULT false,
  -- Destroyed when it is retired.
  ALTER COLUMN "sealed_private" DROP NOT NULL;
UPDATE "signing_keys" SET "signs_from" = "created_at", "signed_from" = "created_at";

-- Whatever two nodes do at once, one key of an algorithm signs, and one at most is to follow it.
CREATE UNIQUE INDEX "signing_keys_one_signs" ON "signing_keys" ("alg")
  WHERE "retired_at" IS NULL AND "signed_from" IS NOT NULL AND "signed_until" IS NULL;
CREATE UNIQUE INDEX "signing_keys_one_is_next" ON "signing_keys" ("alg")
  WHERE "retired_at" IS NULL AND "signed_from" IS NULL;

-- Whoever verifies without asking is told of a key that is distrusted.
ALTER TABLE "revocation_feed" ADD COLUMN "kid" TEXT;
ALTER TABLE "revocation_feed" DROP CONSTRAINT "revocation_feed_kind_check";
ALTER TABLE "revocation_feed" ADD CONSTRAINT "revocation_feed_kind_check" CHECK (CASE "kind"
  WHEN 'grant' THEN "sid" IS NOT NULL AND "issued_before" IS NULL
  WHEN 'token' THEN "jti" IS NOT NULL AND "issued_before" IS NULL
  WHEN 'key' THEN "kid" IS NOT NULL AND "issued_before" IS NULL
  WHEN 'account' THEN "account_id" IS NOT NULL AND "issued_before" IS NOT NULL
  WHEN 'client' THEN "client_id" IS NOT NULL AND "issued_before" IS NOT NULL
  WHEN 'account_client' THEN "account_id" IS NOT NULL AND "client_id" IS NOT NULL
    AND "issued_before" IS NOT NULL
  WHEN 'everything' THEN "issued_before" IS NOT NULL
  ELSE false END);
