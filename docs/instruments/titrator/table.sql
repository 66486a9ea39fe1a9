CREATE TABLE water (
    sample text,
    titre numeric,
    ppm numeric,
    remark text
);

-- expected.csv is what this prints with psql --csv, TimeZone UTC:
-- SELECT sample, titre, ppm, remark FROM water ORDER BY sample;
