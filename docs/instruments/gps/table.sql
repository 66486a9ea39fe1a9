CREATE TABLE fix (
    at timestamptz,
    valid boolean,
    latitude numeric(9,6),
    longitude numeric(9,6),
    knots numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT at, valid, latitude, longitude, knots FROM fix ORDER BY at;
