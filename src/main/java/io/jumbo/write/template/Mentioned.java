package io.jumbo.write.template;

import io.jumbo.write.template.SqlToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a statement mentions that may be a function of somebody's: rather too much than too little, since the server alone knows what a name means. All
 * names are as the catalog has them.
 *
 * @param functions what stands before a parenthesis
 * @param fields what stands behind a point: {@code row.name} may mean {@code name(row)}
 * @param words every name and keyword; some may be types
 * @param operators every run of operator characters and every part of one, and what keywords like IN stand for
 */
public record Mentioned(List<Function> functions, List<String> fields, List<String> words, List<String> operators) {

    private static final String OPERATOR_CHARACTERS = "+-*/<>=~!@#%^&|`?";
    private static final List<String> OF_KEYWORDS =
            List.of("=", "<>", "<", "<=", ">", ">=", "~~", "!~~", "~~*", "!~~*");

    /**
     * A name before a parenthesis.
     *
     * @param schema empty if none is written
     */
    public record Function(String schema, String name) {}

    public Mentioned {
        functions = List.copyOf(functions);
        fields = List.copyOf(fields);
        words = List.copyOf(words);
        operators = List.copyOf(operators);
    }

    static Mentioned in(List<SqlToken> tokens) {
        List<SqlToken> significant =
                tokens.stream().filter(token -> token.kind() != Kind.SPACE).toList();
        List<Function> functions = new ArrayList<>();
        List<String> fields = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (int i = 0; i < significant.size(); i++) {
            Optional<String> name = name(significant.get(i));
            if (name.isPresent()) {
                boolean behindPoint = i > 0 && significant.get(i - 1).isSymbol('.');
                boolean called =
                        i + 1 < significant.size() && significant.get(i + 1).isSymbol('(');
                words.add(name.get());
                if (called) {
                    String schema =
                            behindPoint && i > 1 ? name(significant.get(i - 2)).orElse("") : "";
                    functions.add(new Function(schema, name.get()));
                } else if (behindPoint) {
                    fields.add(name.get());
                }
            }
        }
        return new Mentioned(functions, fields, words, operators(tokens));
    }

    /** A name as the catalog has it, if the token is one. */
    private static Optional<String> name(SqlToken token) {
        boolean isQuoted = token.kind() == Kind.OPAQUE && token.text().startsWith("\"");
        return token.kind() == Kind.WORD || isQuoted ? Optional.of(catalogName(token.text())) : Optional.empty();
    }

    /** What the catalog has for a name as it is written. */
    public static String catalogName(String written) {
        return written.startsWith("\"")
                ? written.substring(1, written.length() - 1).replace("\"\"", "\"")
                : folded(written);
    }

    /** As the server folds an unquoted name: ASCII letters only. */
    private static String folded(String text) {
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            folded.setCharAt(i, c >= 'A' && c <= 'Z' ? (char) (c + 'a' - 'A') : c);
        }
        return folded.toString();
    }

    private static List<String> operators(List<SqlToken> tokens) {
        List<String> operators = new ArrayList<>(OF_KEYWORDS);
        StringBuilder run = new StringBuilder();
        for (SqlToken token : tokens) {
            if (token.kind() == Kind.SYMBOL && OPERATOR_CHARACTERS.contains(token.text())) {
                run.append(token.text());
                for (int from = 0; from < run.length(); from++) {
                    operators.add(run.substring(from));
                }
            } else {
                run.setLength(0);
            }
        }
        return operators;
    }
}
