-- Searching the ledger, the newest first: each filter has an index in the order of the pages, so that
-- a page costs the same however long the ledger is.

CREATE INDEX "audit_events_in_time" ON "audit_events" ("occurred_at", "id");
CREATE INDEX "audit_events_of_type" ON "audit_events" ("type", "occurred_at", "id");
CREATE INDEX "audit_events_of_account_in_time" ON "audit_events" ("account_id", "occurred_at", "id")
  WHERE "account_id" IS NOT NULL;
CREATE INDEX "audit_events_of_client_in_time" ON "audit_events" ("client_id", "occurred_at", "id")
  WHERE "client_id" IS NOT NULL;
CREATE INDEX "audit_events_of_actor_in_time" ON "audit_events" ("actor_id", "occurred_at", "id")
  WHERE "actor_id" IS NOT NULL;
CREATE INDEX "audit_events_of_failure" ON "audit_events" ("occurred_at", "id")
  WHERE "outcome" = 'failure';
-- By the network around the address: what is asked for is that network, or part of it.
CREATE INDEX "audit_events_of_network" ON "audit_events" (
  network(set_masklen("network", CASE family("network") WHEN 4 THEN 24 ELSE 48 END)),
  "occurred_at", "id") WHERE "network" IS NOT NULL;

-- Nothing read by the former one.
CREATE INDEX "audit_events_of_session_in_time" ON "audit_events" ("session_id", "occurred_at", "id")
  WHERE "session_id" IS NOT NULL;
DROP INDEX "audit_events_of_session";
