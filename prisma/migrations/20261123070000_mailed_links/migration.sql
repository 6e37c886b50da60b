-- What an account knows of its address and its password, and the links that are mailed to people.
-- Only additions, so that the version before goes on beside it.

ALTER TABLE "accounts"
  ADD COLUMN "email_verified_at" TIMESTAMPTZ(3),
  ADD COLUMN "password_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

-- A link begins as a request; its token is made when the message is written, and kept as a hash.
CREATE TABLE "mailed_links" (
  "id" UUID NOT NULL,
  "purpose" TEXT NOT NULL,
  "email" TEXT NOT NULL,
  "account_id" UUID,
  "name" TEXT,
  "password_hash" TEXT,
  "step_uid" TEXT,
  "network" INET,
  "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "token_hash" BYTEA,
  "expires_at" TIMESTAMPTZ(3),
  "used_at" TIMESTAMPTZ(3),
  CONSTRAINT "mailed_links_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "mailed_links_purpose_check" CHECK ("purpose" IN ('register', 'reset')),
  CONSTRAINT "mailed_links_token_check" CHECK (("token_hash" IS NULL) = ("expires_at" IS NULL))
);
CREATE UNIQUE INDEX "mailed_links_token_hash_key" ON "mailed_links" ("token_hash");
CREATE INDEX "mailed_links_of_email" ON "mailed_links" ("email", "requested_at");
CREATE INDEX "mailed_links_of_network" ON "mailed_links" ("network", "requested_at");
CREATE INDEX "mailed_links_requested" ON "mailed_links" ("requested_at");
