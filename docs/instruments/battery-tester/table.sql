CREATE TABLE cell (
    cycle int,
    step text,
    n int,
    elapsed interval,
    volt numeric,
    ampere numeric,
    mah numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT cycle, step, n, elapsed, volt, ampere, mah FROM cell ORDER BY n;
