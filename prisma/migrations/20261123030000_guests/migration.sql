-- Guests: accounts without credentials. Columns are added and two are relaxed, so that the version
-- before goes on beside it; it never reads an account that has no email.

ALTER TABLE "accounts"
  ADD COLUMN "kind" TEXT NOT NULL DEFAULT 'person',
  ALTER COLUMN "email" DROP NOT NULL,
  ALTER COLUMN "password_hash" DROP NOT NULL,
  ADD CONSTRAINT "accounts_kind_check" CHECK (
    ("kind" = 'person' AND "email" IS NOT NULL AND "password_hash" IS NOT NULL)
    OR ("kind" = 'guest' AND "email" IS NULL AND "password_hash" IS NULL)
  );

-- However many guests there are, a list of people reads none of them.
CREATE INDEX "accounts_people" ON "accounts" ("id") WHERE "kind" = 'person';
CREATE INDEX "accounts_guests" ON "accounts" ("id") WHERE "kind" = 'guest';

ALTER TABLE "clients" ADD COLUMN "allow_guests" BOOLEAN NOT NULL DEFAULT false;

-- Which guest signed in, and the clients that knew the guest: they are told so.
ALTER TABLE "sessions"
  ADD COLUMN "former_sub" UUID,
  ADD COLUMN "former_clients" TEXT[];

-- How many guests one network began of late.
CREATE INDEX "sessions_of_guests" ON "sessions" ("network", "created_at")
  WHERE "acr" = 'urn:parley:acr:guest';

-- The guests to forget next.
CREATE INDEX "sessions_of_guests_ended" ON "sessions" ("ended_at")
  WHERE "state" = 'ended' AND "acr" = 'urn:parley:acr:guest';
