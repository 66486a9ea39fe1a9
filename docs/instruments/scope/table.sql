CREATE TABLE trace (
    source text,
    interval_s numeric,
    s numeric,
    volt numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT source, interval_s, s, volt FROM trace ORDER BY s;
