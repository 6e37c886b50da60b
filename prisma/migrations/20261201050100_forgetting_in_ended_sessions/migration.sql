-- An ended session is never written again, with one exception: forgetting a person empties every column
-- that holds where they were and with which browser, and changes nothing else.
CREATE OR REPLACE FUNCTION "refuse_ended_session"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  personal CONSTANT text[] := ARRAY['network', 'last_network', 'user_agent', 'device_hash', 'place',
    'former_place', 'logout_state'];
BEGIN
  IF to_jsonb(NEW) - personal = to_jsonb(OLD) - personal
    AND num_nonnulls(NEW.network, NEW.last_network, NEW.user_agent, NEW.device_hash, NEW.place,
      NEW.former_place, NEW.logout_state) = 0
  THEN RETURN NEW;
  END IF;
  RAISE EXCEPTION 'session % has ended', OLD.id USING ERRCODE = 'check_violation';
END $$;
