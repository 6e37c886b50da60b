-- What came from one browser, newest first. The id of a device stands among the details.

CREATE INDEX "audit_events_of_device" ON "audit_events" (("details" ->> 'device'), "occurred_at", "id")
  WHERE "details" ->> 'device' IS NOT NULL;
