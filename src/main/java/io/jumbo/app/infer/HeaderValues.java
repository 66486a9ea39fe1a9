package io.jumbo.app.infer;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values in the lines above the data that a statement could use. */
final class HeaderValues {

    private static final int MOST = 8;

    private HeaderValues() {}

    /** By key, in the order of the lines. */
    static Map<String, String> in(List<Seen> header, long namesLine, Cut cut) {
        String between = cut.isBlanks() ? "" : Pattern.quote(String.valueOf(cut.delimiter())) + "|";
        Pattern entry = Pattern.compile("^[\"#;%!*/'\\s]*(\\p{L}[^:=\"\\t;,]{0,40}?)\"?\\s*(?:" + between
                + "[:=])\\s*\"?(\\S[^\"]*?)\"?[\\s;,]*$");
        Map<String, String> values = new LinkedHashMap<>();
        for (Seen line : header) {
            Matcher matcher = entry.matcher(line.text());
            if (line.number() != namesLine
                    && !line.isData()
                    && values.size() < MOST
                    && matcher.matches()
                    && !matcher.group(2).isBlank()) {
                values.putIfAbsent(matcher.group(1).strip(), matcher.group(2).strip());
            }
        }
        return values;
    }
}
