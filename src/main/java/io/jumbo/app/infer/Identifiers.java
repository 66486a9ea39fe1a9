package io.jumbo.app.infer;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Makes names of columns and tables that SQL takes without quotes, each once. */
final class Identifiers {

    private static final int LONGEST = 50;

    private static final Set<String> RESERVED = Set.copyOf(List.of(
            ("all analyse analyze and any array as asc asymmetric authorization between bigint binary bit boolean both case cast char character check coalesce collate"
                            + " collation column concurrently constraint create cross current_catalog current_date current_role current_schema current_time current_timestamp"
                            + " current_user dec decimal default deferrable desc distinct do else end except exists extract false fetch float for foreign freeze from full"
                            + " grant greatest group grouping having ilike in initially inner inout int integer intersect interval into is isnull join lateral leading"
                            + " least left like limit localtime localtimestamp national natural nchar none normalize not notnull null nullif numeric offset on only or order"
                            + " out outer overlaps overlay placing position precision primary real references returning right row select session_user setof similar"
                            + " smallint some substring symmetric system_user table tablesample then time timestamp to trailing treat trim true union unique user using"
                            + " values varchar variadic verbose when where window with xmlattributes xmlconcat xmlelement xmlexists xmlforest xmlnamespaces xmlparse xmlpi"
                            + " xmlroot xmlserialize xmltable ctid oid xmin xmax cmin cmax tableoid")
                    .split(" ")));

    private Identifiers() {}

    /** One for each name; a name that says nothing becomes the number of its field. */
    static List<String> of(List<String> names) {
        List<String> identifiers = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            String wanted = of(names.get(i), "field_" + (i + 1));
            String identifier = wanted;
            for (int n = 2; !taken.add(identifier); n++) {
                identifier = wanted + "_" + n;
            }
            identifiers.add(identifier);
        }
        return identifiers;
    }

    /** A single one. */
    static String of(String name, String otherwise) {
        String plain = name.replaceAll("\\([^()]*\\d{5,}[^()]*\\)", "")
                .replace("ß", "ss")
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue")
                .replace("µ", "u")
                .replace("μ", "u")
                .replace("Ω", "ohm")
                .replace("Ω", "ohm")
                .replace("ø", "o")
                .replace("æ", "ae");
        String text = Normalizer.normalize(plain, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .replaceAll("([a-z]{2})([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "_")
                .replaceAll("^_+|_+$", "");
        String cut = text.length() > LONGEST ? text.substring(0, LONGEST).replaceAll("_+$", "") : text;
        if (cut.isEmpty()) {
            return name.strip().equals("#") ? "n" : name.strip().equals("%") ? "percent" : otherwise;
        }
        String begun = Character.isDigit(cut.charAt(0)) ? "c_" + cut : cut;
        return RESERVED.contains(begun) ? begun + "_" : begun;
    }

    /** From the name of a file: without what tells it from others of its kind. */
    static String table(String fileName) {
        String stem = fileName.replaceFirst("\\.[A-Za-z0-9]{1,5}$", "");
        String words = stem.replaceAll("[0-9]{2,}", "_")
                .replaceAll("[-_. ()]+", "_")
                .replaceAll("(?<=_)[0-9](?=_|$)", "")
                .replaceAll("^_+|_+$", "");
        return of(words, "measurements");
    }
}
