package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.List;

/** That a template is one statement, whose placeholders are of one kind and not too many. Pure. */
final class TemplateCheck {

    /** The protocol counts them with two bytes. */
    private static final int MOST_PLACEHOLDERS = 65_535;

    private TemplateCheck() {}

    /** Requires it. */
    static void require(Tokens tokens, Placeholders placeholders) {
        if (tokens.all().stream().allMatch(token -> token.kind() == Kind.SPACE)) {
            throw new InvalidTemplateException(
                    "is empty; write for instance INSERT INTO my_table (my_column) VALUES (%s)");
        }
        if (tokens.all().stream().anyMatch(token -> token.isSymbol(';'))) {
            throw new InvalidTemplateException("holds more than one statement; a line is written by exactly one");
        }
        if (placeholders.all().size() > MOST_PLACEHOLDERS) {
            throw new InvalidTemplateException(
                    "binds " + placeholders.all().size() + " values; a statement can have at most " + MOST_PLACEHOLDERS
                            + ", so write the rest with another statement");
        }
        requireNoOtherPlaceholder(tokens.significant());
        if (placeholders.fieldCount() > 0
                && (placeholders.lastPosition() > 0
                        || !placeholders.certainFieldNames().isEmpty())) {
            throw new InvalidTemplateException(
                    "mixes %s, the next field, with fields by position or name; write all of them the same way, such as"
                            + " %1$s or %(name)s");
        }
    }

    /** A question mark is an operator where something stands before it to operate on. */
    private static void requireNoOtherPlaceholder(List<SqlToken> tokens) {
        for (int i = 0; i < tokens.size(); i++) {
            SqlToken before = i == 0 ? tokens.get(0) : tokens.get(i - 1);
            boolean operator = before.kind() != Kind.SYMBOL || before.isSymbol(')') || before.isSymbol(']');
            boolean partOfOperator = before.kind() == Kind.SYMBOL && "?@#&|<>=~!*/+-^%`".contains(before.text());
            if (tokens.get(i).isSymbol('?') && !operator && !partOfOperator) {
                throw new InvalidTemplateException("? is not a placeholder here; write %s for the next field");
            }
        }
    }
}
