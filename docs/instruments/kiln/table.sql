CREATE TABLE kiln (
    at timestamp,
    place text,
    celsius numeric,
    gas numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT at, place, celsius, gas FROM kiln ORDER BY at;
