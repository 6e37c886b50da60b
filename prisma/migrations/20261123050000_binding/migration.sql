-- What a session began with and from where it is used. A session that was there before knows no
-- device and no place, and what is not known binds nothing.

ALTER TABLE "sessions"
  ADD COLUMN "device_hash" BYTEA,
  ADD COLUMN "noted" TEXT[] DEFAULT ARRAY[]::TEXT[],
  ADD COLUMN "is_doubted" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "last_network" INET,
  ADD COLUMN "place" TEXT,
  ADD COLUMN "place_used_at" TIMESTAMPTZ(3),
  ADD COLUMN "former_place" TEXT,
  ADD COLUMN "former_used_at" TIMESTAMPTZ(3);

-- From where the code of a token family was redeemed.
ALTER TABLE "token_families"
  ADD COLUMN "network" INET,
  ADD COLUMN "browser" TEXT,
  ADD COLUMN "noted" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- The devices that an account signed in on. The cookie's value is known as SHA-256 alone.
CREATE TABLE "devices" (
  "id" UUID NOT NULL,
  "account_id" UUID NOT NULL,
  "device_hash" BYTEA NOT NULL,
  "name" TEXT NOT NULL,
  "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT "devices_pkey" PRIMARY KEY ("account_id", "device_hash")
);
CREATE INDEX "devices_last_seen" ON "devices" ("last_seen_at");
