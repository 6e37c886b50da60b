-- A token that was revoked by itself is on record once, and found by its id.

CREATE UNIQUE INDEX "revocation_feed_token" ON "revocation_feed" ("jti") WHERE "kind" = 'token';
