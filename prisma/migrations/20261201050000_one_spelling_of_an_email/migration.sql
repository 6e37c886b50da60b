-- The domain of an email address is stored as DNS has it (`xn--…`), so that every spelling of it finds
-- the account. This rewrites the few addresses that have another spelling, by RFC 3492. Their letters
-- are already lower case and NFKC. If both spellings have an account, both stay as they are.
CREATE FUNCTION punycode(label text) RETURNS text LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
  digits CONSTANT text := 'abcdefghijklmnopqrstuvwxyz0123456789';
  points int[] := ARRAY(SELECT ascii(c) FROM regexp_split_to_table(label, '') c);
  basic int := (SELECT count(*) FROM unnest(points) p WHERE p < 128);
  written text := regexp_replace(label, '[^\x01-\x7f]', '', 'g') || CASE WHEN basic > 0 THEN '-' ELSE '' END;
  handled int := basic;
  n bigint := 128;
  delta bigint := 0;
  bias int := 72;
  next_n bigint;
  point int;
  q bigint;
  k int;
  t int;
BEGIN
  IF label !~ '[^\x01-\x7f]' THEN RETURN label; END IF;
  WHILE handled < cardinality(points) LOOP
    next_n := (SELECT min(p) FROM unnest(points) p WHERE p >= n);
    delta := delta + (next_n - n) * (handled + 1);
    n := next_n;
    FOREACH point IN ARRAY points LOOP
      IF point < n THEN delta := delta + 1; END IF;
      CONTINUE WHEN point <> n;
      q := delta;
      k := 36;
      LOOP
        t := least(greatest(k - bias, 1), 26);
        EXIT WHEN q < t;
        written := written || substr(digits, (t + (q - t) % (36 - t))::int + 1, 1);
        q := (q - t) / (36 - t);
        k := k + 36;
      END LOOP;
      written := written || substr(digits, q::int + 1, 1);
      delta := CASE WHEN handled = basic THEN delta / 700 ELSE delta / 2 END;
      delta := delta + delta / (handled + 1);
      bias := 0;
      WHILE delta > 455 LOOP
        delta := delta / 35;
        bias := bias + 36;
      END LOOP;
      bias := bias + (36 * delta / (delta + 38))::int;
      delta := 0;
      handled := handled + 1;
    END LOOP;
    delta := delta + 1;
    n := n + 1;
  END LOOP;
  RETURN 'xn--' || written;
END
$$;

CREATE FUNCTION one_spelling(email text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT substring(email FROM '^.*@') || string_agg(punycode(label), '.' ORDER BY place)
  FROM regexp_split_to_table(substring(email FROM '[^@]*$'), '[.。]') WITH ORDINALITY AS labels (label, place)
$$;

DO $$
DECLARE
  person record;
BEGIN
  FOR person IN SELECT id, email FROM accounts WHERE email ~ '@[^@]*[^\x01-\x7f]' LOOP
    BEGIN
      UPDATE accounts SET email = one_spelling(person.email) WHERE id = person.id;
    EXCEPTION WHEN unique_violation THEN
      RAISE NOTICE 'account % has the address of another one, in another spelling', person.id;
    END;
  END LOOP;
END
$$;

UPDATE mailed_links SET email = one_spelling(email) WHERE email ~ '@[^@]*[^\x01-\x7f]';

DROP FUNCTION one_spelling(text);
DROP FUNCTION punycode(text);
