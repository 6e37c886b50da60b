-- The standard claims of a person (OpenID Connect Core, 5.1), under the names of the claims. Adding a
-- column with a constant default rewrites no row.
ALTER TABLE "accounts"
  ADD COLUMN "profile" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "profile_changed_at" TIMESTAMPTZ(3);
