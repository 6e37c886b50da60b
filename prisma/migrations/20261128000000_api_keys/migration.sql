-- Answers of the admin API that are given again to who asks again with the same Idempotency-Key.
-- Sealed, because some hold a secret; both the key and the request are kept as SHA-256 alone.
CREATE TABLE "answers" (
  "caller" TEXT NOT NULL,
  "key_hash" BYTEA NOT NULL,
  "request_hash" BYTEA NOT NULL,
  -- Null only inside the transaction that acts.
  "sealed" BYTEA,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

  CONSTRAINT "answers_pkey" PRIMARY KEY ("caller", "key_hash")
);
CREATE INDEX "answers_by_age" ON "answers" ("created_at");

-- Keys by which programs call the admin API. The secret is kept as SHA-256 alone.
CREATE TABLE "api_keys" (
  "id" UUID NOT NULL,
  "name" TEXT NOT NULL,
  -- The first letters of the key, to know it by.
  "prefix" TEXT NOT NULL,
  "secret_hash" BYTEA NOT NULL,
  "scopes" TEXT[],
  "maker_kind" TEXT NOT NULL,
  "maker_id" TEXT NOT NULL,
  -- Whose rights are the key's upper bound; both null for who has the machine itself. No foreign
  -- keys: a key whose maker is gone is dead, and stays listed.
  "account_id" UUID,
  "client_id" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "expires_at" TIMESTAMPTZ(3),
  "last_used_at" TIMESTAMPTZ(3),
  "revoked_at" TIMESTAMPTZ(3),

  CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "api_keys_by_secret" ON "api_keys" ("secret_hash");
