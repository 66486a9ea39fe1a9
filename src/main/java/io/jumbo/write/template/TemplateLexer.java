package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.core.Parser;

/**
 * Cuts a template into SQL and placeholders. Where a quoted string, an identifier or a comment ends is decided by the driver's own
 * {@link Parser}, so that Jumbo and the driver read a statement alike (with {@code standard_conforming_strings} on, the default).
 */
final class TemplateLexer {

    private static final Pattern CAMEL_NAMED = Pattern.compile(":\\?([A-Za-z_][A-Za-z0-9_.-]*)");
    private static final String SINGLE_QUOTE = "'";

    private final String template;
    private final char[] chars;
    private final List<SqlToken> tokens = new ArrayList<>();
    private final List<Placeholder> placeholders = new ArrayList<>();
    private int fields;

    private TemplateLexer(String template) {
        this.template = template;
        this.chars = template.toCharArray();
    }

    static InsertTemplate parse(String template) {
        TemplateLexer lexer = new TemplateLexer(template);
        lexer.run();
        return new InsertTemplate(template, lexer.tokens, lexer.placeholders);
    }

    private void run() {
        int i = 0;
        while (i < chars.length) {
            i = next(i);
        }
    }

    /** Reads the token at {@code i} and returns the index after it. */
    private int next(int i) {
        char c = chars[i];
        return switch (c) {
            case '\'' -> string(i);
            case '"' -> quoted(i, identifierEnd(i), "a quoted identifier");
            case '-' -> space(i, Parser.parseLineComment(chars, i));
            case '/' -> space(i, Parser.parseBlockComment(chars, i));
            case '$' -> dollar(i);
            case '%' -> percent(i);
            case ':' -> colon(i);
            default -> plain(i, c);
        };
    }

    private int plain(int i, char c) {
        int end = i + 1;
        if (Character.isWhitespace(c)) {
            return add(Kind.SPACE, i, end);
        }
        if (isWordStart(c)) {
            while (end < chars.length && isWordPart(chars[end])) {
                end++;
            }
            boolean prefix = end == i + 1 && end < chars.length && chars[end] == '\'';
            return prefix && (c == 'e' || c == 'E') ? escapeString(i) : add(Kind.WORD, i, end);
        }
        if (Character.isDigit(c)) {
            while (end < chars.length && (isWordPart(chars[end]) || chars[end] == '.')) {
                end++;
            }
            return add(Kind.OPAQUE, i, end);
        }
        return add(Kind.SYMBOL, i, end);
    }

    private int string(int i) {
        int close = stringEnd(i, true);
        if (!isWholePlaceholder(i, close)) {
            Optional<WrittenPlaceholder> quoted = WrittenPlaceholder.quotedAt(template, i);
            if (quoted.isPresent() && !quoted.get().isPercentSign()) {
                placeholder(quoted.get(), i);
                return i + quoted.get().text().length() + 2;
            }
            String inside = closed(i, close, "a string constant");
            tokens.add(SqlToken.of(Kind.OPAQUE, "'" + literal(inside, i, "a string constant") + "'"));
            return close + 1;
        }
        WrittenPlaceholder written = WrittenPlaceholder.at(template, i + 1).orElseThrow();
        placeholder(written.withQuotes(SINGLE_QUOTE + SINGLE_QUOTE, SINGLE_QUOTE), i);
        return close + 1;
    }

    /** Whether the constant from one quote to the other is one placeholder and nothing else. */
    private boolean isWholePlaceholder(int open, int close) {
        return WrittenPlaceholder.at(template, open + 1)
                .filter(written ->
                        !written.isPercentSign() && open + 1 + written.text().length() == close)
                .isPresent();
    }

    private int escapeString(int i) {
        int close = stringEnd(i + 1, false);
        String inside = closed(i + 1, close, "a string constant");
        tokens.add(SqlToken.of(Kind.OPAQUE, chars[i] + "'" + literal(inside, i, "a string constant") + "'"));
        return close + 1;
    }

    /** The quote that closes the constant opened at {@code i}; the driver takes {@code 'it''s'} for two constants side by side. */
    private int stringEnd(int i, boolean standardConforming) {
        int close = Parser.parseSingleQuotes(chars, i, standardConforming);
        while (close + 1 < chars.length && chars[close + 1] == '\'') {
            close = Parser.parseSingleQuotes(chars, close + 1, true);
        }
        return close;
    }

    /** The quote that closes the identifier opened at {@code i}; the driver takes {@code "a ""b"""} for several side by side. */
    private int identifierEnd(int i) {
        int close = Parser.parseDoubleQuotes(chars, i);
        while (close + 1 < chars.length && chars[close + 1] == '"') {
            close = Parser.parseDoubleQuotes(chars, close + 1);
        }
        return close;
    }

    private int quoted(int i, int close, String what) {
        tokens.add(SqlToken.of(Kind.OPAQUE, "\"" + literal(closed(i, close, what), i, what) + "\""));
        return close + 1;
    }

    private int dollar(int i) {
        int close = Parser.parseDollarQuotes(chars, i);
        if (close == i) {
            if (i + 1 < chars.length && Character.isDigit(chars[i + 1])) {
                throw problem(i, "$" + chars[i + 1] + " is not a placeholder here; write %s for the next field");
            }
            return add(Kind.SYMBOL, i, i + 1);
        }
        if (close >= chars.length) {
            throw problem(i, "a dollar-quoted string is not closed");
        }
        tokens.add(SqlToken.of(Kind.OPAQUE, literal(template.substring(i, close + 1), i, "a dollar-quoted string")));
        return close + 1;
    }

    /** {@code end} is the last character of the comment, or {@code i} if there is none. */
    private int space(int i, int end) {
        return end == i ? add(Kind.SYMBOL, i, i + 1) : add(Kind.SPACE, i, Math.min(end + 1, chars.length));
    }

    private int percent(int i) {
        WrittenPlaceholder written = WrittenPlaceholder.at(template, i)
                .orElseThrow(() -> problem(i, "a percent sign is written %%, a field %s, a named value %(name)s"));
        if (written.isPercentSign()) {
            tokens.add(SqlToken.of(Kind.SYMBOL, "%"));
        } else {
            placeholder(written, i);
        }
        return i + written.text().length();
    }

    private int colon(int i) {
        Matcher matcher = CAMEL_NAMED.matcher(template).region(i, template.length());
        if (matcher.lookingAt()) {
            placeholder(new Placeholder.Parameter(matcher.group(1)));
            return matcher.end();
        }
        return add(Kind.SYMBOL, i, i + 1);
    }

    private void placeholder(WrittenPlaceholder written, int i) {
        written.objection().ifPresent(objection -> {
            throw problem(i, objection);
        });
        Placeholder placeholder = written.placeholder(fields);
        fields += placeholder instanceof Placeholder.Next ? 1 : 0;
        placeholder(placeholder);
    }

    private void placeholder(Placeholder placeholder) {
        tokens.add(new SqlToken(Kind.PLACEHOLDER, "", placeholders.size()));
        placeholders.add(placeholder);
    }

    private String closed(int open, int close, String what) {
        if (close >= chars.length) {
            throw problem(open, what + " is not closed");
        }
        return template.substring(open + 1, close);
    }

    /** Text inside quotes: only {@code %%} means something there. */
    private String literal(String inside, int i, String what) {
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (int percent = inside.indexOf('%'); percent >= 0; percent = inside.indexOf('%', at)) {
            WrittenPlaceholder written = WrittenPlaceholder.at(inside, percent)
                    .orElseThrow(() -> problem(i, "a percent sign inside " + what + " is written %%"));
            if (!written.isPercentSign()) {
                throw problem(
                        i,
                        written.text() + " stands inside " + what
                                + ", where no value can be bound; write for instance 'text ' || " + written.text());
            }
            text.append(inside, at, percent + 1);
            at = percent + written.text().length();
        }
        return text.append(inside, at, inside.length()).toString();
    }

    private int add(Kind kind, int from, int to) {
        tokens.add(SqlToken.of(kind, template.substring(from, to)));
        return to;
    }

    private static boolean isWordStart(char c) {
        return Character.isLetter(c) || c == '_' || c > 127;
    }

    private static boolean isWordPart(char c) {
        return isWordStart(c) || Character.isDigit(c) || c == '$';
    }

    private InvalidTemplateException problem(int i, String what) {
        return new InvalidTemplateException("at character " + (i + 1) + ": " + what);
    }
}
