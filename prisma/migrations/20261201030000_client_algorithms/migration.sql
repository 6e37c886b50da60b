-- How a client's tokens are signed, and which audience its assertions may name. The defaults are what
-- held for every client before.
ALTER TABLE "clients"
  ADD COLUMN "id_token_signed_response_alg" TEXT NOT NULL DEFAULT 'ES256',
  -- Null: userinfo answers plain JSON.
  ADD COLUMN "userinfo_signed_response_alg" TEXT,
  ADD COLUMN "token_endpoint_auth_assertion_audience" TEXT NOT NULL DEFAULT 'issuer';
