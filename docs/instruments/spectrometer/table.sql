CREATE TABLE spectrum (
    sample text,
    run int,
    averaged int,
    nm numeric,
    counts float8
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT sample, run, averaged, nm, counts FROM spectrum ORDER BY nm;
