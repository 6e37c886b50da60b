-- When a client was last given another secret.
ALTER TABLE "clients" ADD COLUMN "secret_rotated_at" TIMESTAMPTZ(3);

-- Operators find people by how an address or a name begins, page after page: the order of the
-- bytes, whatever the locale, and no guests, who are many and all called the same.
CREATE INDEX "accounts_by_email" ON "accounts" ("email" COLLATE "C", "id")
  WHERE "kind" = 'person';
CREATE INDEX "accounts_by_name" ON "accounts" (lower("name") COLLATE "C", "id")
  WHERE "kind" = 'person';
