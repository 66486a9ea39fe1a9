CREATE TABLE heat_flow (
    mass text,
    step text,
    minutes numeric,
    celsius numeric,
    milliwatt numeric
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT mass, step, minutes, celsius, milliwatt FROM heat_flow ORDER BY minutes;
