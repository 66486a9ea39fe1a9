CREATE TABLE voltammogram (
    channel int,
    area text,
    s float8,
    volt float8,
    milliampere float8,
    cycle numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT channel, area, s, volt, milliampere, cycle FROM voltammogram ORDER BY s;
