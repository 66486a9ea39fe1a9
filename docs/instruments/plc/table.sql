CREATE TABLE press (
    at timestamptz,
    unit text,
    force numeric,
    stroke int,
    ok boolean,
    alarm text
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT at, unit, force, stroke, ok, alarm FROM press ORDER BY at;
