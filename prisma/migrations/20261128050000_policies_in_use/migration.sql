-- Whether anybody lives under a policy that is to be removed, without looking at every account.
CREATE INDEX "accounts_by_tier" ON "accounts" ("tier");
