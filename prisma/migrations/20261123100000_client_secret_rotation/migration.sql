-- A client's former secret goes on beside the new one for a while. Columns are added, so that the
-- version before goes on beside it; it takes the new secret alone.

ALTER TABLE "clients"
  ADD COLUMN "former_secret_hash" BYTEA,
  ADD COLUMN "former_secret_until" TIMESTAMPTZ(3),
  ADD CONSTRAINT "clients_former_secret_check" CHECK
    (("former_secret_hash" IS NULL) = ("former_secret_until" IS NULL));
