-- The order of the pages by no other index: one that Postgres may take for it, and then hold every
-- session against the condition, is not an order.

CREATE INDEX "sessions_standing_by_age" ON "sessions" (("state" <> 'ended'), "id")
  WHERE "state" <> 'ended';
DROP INDEX "sessions_standing";
