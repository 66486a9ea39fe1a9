CREATE TABLE greenhouse (
    at timestamp,
    n int,
    air numeric,
    soil numeric,
    station text
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT at, n, air, soil, station FROM greenhouse ORDER BY at;
