CREATE TABLE peak (
    sample text,
    signal text,
    n int,
    minutes numeric,
    area numeric,
    percent numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT sample, signal, n, minutes, area, percent FROM peak ORDER BY signal, n;
