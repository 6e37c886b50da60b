-- Operators are few among many accounts.
CREATE INDEX "accounts_with_roles" ON "accounts" ("id") WHERE "roles" <> '{}';
