-- What people read about their own account, found without its refreshes.

CREATE INDEX "audit_events_of_person" ON "audit_events" ("account_id", "id") WHERE "type" IN (
  'account.created',
  'account.disabled',
  'account.enabled',
  'authentication.failed',
  'code.reused',
  'consent.denied',
  'consent.granted',
  'consent.withdrawn',
  'device.first_seen',
  'password.changed',
  'password.reset',
  'password.reset_requested',
  'refresh.reused',
  'revocation.made',
  'session.begun',
  'session.binding_changed',
  'session.disowned',
  'session.ended',
  'session.reauthenticated',
  'session.refused',
  'session.used_in_parallel');
