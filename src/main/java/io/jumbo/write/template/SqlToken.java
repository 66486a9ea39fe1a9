package io.jumbo.write.template;

/**
 * A piece of the user's statement.
 *
 * @param kind what it is
 * @param text the SQL to send for it; empty for a placeholder
 * @param placeholder index of the placeholder; only meaningful for {@link Kind#PLACEHOLDER}
 */
record SqlToken(Kind kind, String text, int placeholder) {

    enum Kind {
        /** A keyword or an unquoted identifier. */
        WORD,
        /** One character of punctuation or an operator. */
        SYMBOL,
        /** A string constant, a quoted identifier or a number: nothing inside is SQL. */
        OPAQUE,
        /** White space or a comment. */
        SPACE,
        /** A value is bound here. */
        PLACEHOLDER
    }

    static SqlToken of(Kind kind, String text) {
        return new SqlToken(kind, text, -1);
    }

    boolean isWord(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    boolean isSymbol(char symbol) {
        return kind == Kind.SYMBOL && text.length() == 1 && text.charAt(0) == symbol;
    }
}
