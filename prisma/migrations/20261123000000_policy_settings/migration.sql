-- The rest of a policy's settings. A row that was there before means what it meant.

ALTER TABLE "policies"
  ADD COLUMN "sign_in" BOOLEAN NOT NULL DEFAULT true,
  ADD COLUMN "limit_scope" TEXT NOT NULL DEFAULT 'account',
  ADD COLUMN "bind_network" TEXT NOT NULL DEFAULT 'off',
  ADD COLUMN "bind_browser" TEXT NOT NULL DEFAULT 'off',
  ADD COLUMN "bind_device" TEXT NOT NULL DEFAULT 'off',
  ADD COLUMN "on_parallel_use" TEXT NOT NULL DEFAULT 'off',
  ADD COLUMN "require_acr" TEXT,
  ADD COLUMN "reauthenticate_after" INTEGER,
  ADD COLUMN "scope_rules" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "offline_access" BOOLEAN NOT NULL DEFAULT true;

-- The client at which the person signed in: what a limit per client counts.
ALTER TABLE "sessions" ADD COLUMN "client_id" TEXT;
