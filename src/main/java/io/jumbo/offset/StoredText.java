package io.jumbo.offset;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.core.Encoding;

/**
 * Text as Jumbo's own tables keep it. A database in UTF-8 keeps it as it is. One in another encoding lacks characters: such a character is kept as
 * {@code \}{@code u03A9}, its UTF-16 code in four hexadecimal digits, and so is the backslash of text that looks like this already. So any file name can be
 * stored, two names never become one, and what was stored before reads as before. Not thread-safe.
 */
public final class StoredText {

    private static final Pattern ESCAPED = Pattern.compile("\\\\u([0-9A-F]{4})");

    /** The driver takes encodings that it does not know for UTF-8. Of those that Java does not know either, only ASCII is certain. */
    private static final Map<String, String> UNKNOWN_TO_DRIVER = Map.ofEntries(
            Map.entry("KOI8R", "KOI8-R"),
            Map.entry("KOI8U", "KOI8-U"),
            Map.entry("WIN866", "IBM866"),
            Map.entry("WIN1251", "windows-1251"),
            Map.entry("WIN1252", "windows-1252"),
            Map.entry("WIN1253", "windows-1253"),
            Map.entry("WIN1254", "windows-1254"),
            Map.entry("WIN1255", "windows-1255"),
            Map.entry("WIN1257", "windows-1257"),
            Map.entry("WIN1258", "windows-1258"),
            Map.entry("LATIN6", "US-ASCII"),
            Map.entry("LATIN8", "US-ASCII"),
            Map.entry("EUC_JIS_2004", "US-ASCII"));

    /** Java's table of EUC-JP has these; the server's has wide forms in their place. */
    private static final String LACKED_IN_EUC_JP = "\u00A2\u00A3\u00A5\u00AC\u2014\u2016\u203E\u2212\u301C";

    private final Optional<CharsetEncoder> encoder;
    private final String lacked;

    private StoredText(Optional<CharsetEncoder> encoder, String lacked) {
        this.encoder = encoder;
        this.lacked = lacked;
    }

    /** For the database of a connection, which is not asked: it said at the start what its encoding is. */
    public static StoredText of(Connection connection) throws SQLException {
        if (!connection.isWrapperFor(PGConnection.class)) {
            return inEncoding("UTF8");
        }
        String encoding = connection.unwrap(PGConnection.class).getParameterStatus("server_encoding");
        return inEncoding(encoding == null ? "UTF8" : encoding);
    }

    /**
     * For a database in an encoding.
     *
     * @param encoding as {@code SHOW server_encoding} says; in {@code SQL_ASCII} any bytes are kept as they are
     */
    static StoredText inEncoding(String encoding) {
        String kept = encoding.equals("SQL_ASCII") ? "UTF8" : encoding;
        String name = Optional.ofNullable(UNKNOWN_TO_DRIVER.get(kept))
                .orElseGet(() -> Encoding.getDatabaseEncoding(kept).name());
        Charset charset = Charset.forName(name);
        boolean keepsAll = charset.equals(StandardCharsets.UTF_8);
        return new StoredText(
                keepsAll ? Optional.empty() : Optional.of(charset.newEncoder()),
                kept.equals("EUC_JP") ? LACKED_IN_EUC_JP : "");
    }

    /** How a text is kept. */
    public String stored(String text) {
        if (encoder.isEmpty() || (text.indexOf('\\') < 0 && isKept(text))) {
            return text;
        }
        StringBuilder stored = new StringBuilder();
        String escaped = ESCAPED.matcher(text).replaceAll("\\\\u005Cu$1");
        escaped.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            if (isKept(character)) {
                stored.append(character);
            } else {
                character.chars().forEach(unit -> stored.append(String.format(Locale.ROOT, "\\u%04X", unit)));
            }
        });
        return stored.toString();
    }

    private boolean isKept(String text) {
        return encoder.orElseThrow().canEncode(text) && text.chars().noneMatch(unit -> lacked.indexOf(unit) >= 0);
    }

    /** The text that is kept so. */
    public String read(String stored) {
        return encoder.isEmpty()
                ? stored
                : ESCAPED.matcher(stored).replaceAll(found -> Matcher.quoteReplacement(character(found.group(1))));
    }

    private static String character(String code) {
        return String.valueOf((char) Integer.parseInt(code, 16));
    }
}
