CREATE TABLE weather (
    at timestamptz,
    celsius numeric,
    wind numeric,
    direction text,
    rain numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT at, celsius, wind, direction, rain FROM weather ORDER BY at;
