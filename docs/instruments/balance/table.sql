CREATE TABLE weighing (
    at date,
    id text,
    grams numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT at, id, grams FROM weighing ORDER BY id;
