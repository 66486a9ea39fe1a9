package io.jumbo.offset;

import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
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

    private final Optional<CharsetEncoder> encoder;

    private StoredText(Optional<CharsetEncoder> encoder) {
        this.encoder = encoder;
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
        Charset charset = Charset.forName(Encoding.getDatabaseEncoding(kept).name());
        boolean keepsAll = charset.equals(StandardCharsets.UTF_8);
        return new StoredText(keepsAll ? Optional.empty() : Optional.of(charset.newEncoder()));
    }

    /** How a text is kept. */
    public String stored(String text) {
        if (encoder.isEmpty() || (text.indexOf('\\') < 0 && encoder.get().canEncode(text))) {
            return text;
        }
        StringBuilder stored = new StringBuilder();
        String escaped = ESCAPED.matcher(text).replaceAll("\\\\u005Cu$1");
        escaped.codePoints().forEach(codePoint -> {
            String character = Character.toString(codePoint);
            if (encoder.get().canEncode(character)) {
                stored.append(character);
            } else {
                character.chars().forEach(unit -> stored.append(String.format(Locale.ROOT, "\\u%04X", unit)));
            }
        });
        return stored.toString();
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
