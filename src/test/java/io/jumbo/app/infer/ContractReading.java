package io.jumbo.app.infer;

import io.jumbo.tail.FieldNames;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a file by options the slow and obvious way: what a proposal is judged by. Of what proposes it shares the reading of JSON and of names. */
final class ContractReading {

    private static final Pattern PLACEHOLDER =
            Pattern.compile("%s|%(\\d+)\\$s|%\\(((?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*)\\)s");

    final List<Map<String, Optional<String>>> rows = new ArrayList<>();
    final List<String> deadLetters = new ArrayList<>();
    final List<String> header = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();
    final List<String> placeholders = new ArrayList<>();
    private final Map<String, String> options;
    private final List<String> names = new ArrayList<>();
    private final String delimiter;
    private List<String> known = List.of();

    private ContractReading(Map<String, String> options) {
        this.options = options;
        Matcher matcher = PLACEHOLDER.matcher(options.get("insert"));
        while (matcher.find()) {
            placeholders.add(matcher.group());
            if (matcher.group(2) != null) {
                names.add(matcher.group(2).replaceFirst("^fields:", ""));
            }
        }
        String written = options.getOrDefault("delimiter", ",");
        delimiter = written.equals("tab") ? "\t" : written;
    }

    static ContractReading of(Path file, Map<String, String> options) throws IOException {
        ContractReading reading = new ContractReading(options);
        Charset charset = Charset.forName(options.getOrDefault("charset", "UTF-8"));
        String text = new String(Files.readAllBytes(file), charset);
        String end = options.getOrDefault("line-end", "lf").equals("cr") ? "\r\n|\r|\n" : "\r?\n";
        List<String> lines = new ArrayList<>(Arrays.asList(text.split(end, -1)));
        if (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
        reading.read(lines.stream()
                .map(line -> line.startsWith("\uFEFF") ? line.substring(1) : line)
                .toList());
        return reading;
    }

    private boolean finds(String option, String line) {
        return options.containsKey(option)
                && Pattern.compile(options.get(option)).matcher(line).find();
    }

    private boolean isByFormat(String... formats) {
        return List.of(formats).contains(options.getOrDefault("format", "auto"));
    }

    private void read(List<String> given) {
        List<String> lines = options.containsKey("record-start") ? records(given) : given;
        boolean needsNames = !names.isEmpty() && !isByFormat("json", "regex");
        boolean toLines = options.containsKey("header-lines");
        boolean toEnd = options.containsKey("header-end");
        boolean inHeader = toLines || toEnd || needsNames;
        boolean sawEnd = !toEnd;
        int least = Integer.parseInt(options.getOrDefault("header-lines", "0"));
        String namesLine = null;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            boolean isNames = needsNames && includesAll(line);
            if (inHeader) {
                header.add(line);
                if (isNames) {
                    known = fields(line).orElse(List.of());
                    namesLine = line;
                }
                sawEnd |= finds("header-end", line);
                inHeader = toLines || toEnd ? i + 1 < least || !sawEnd : !isNames;
            } else if (finds("data-end", line)) {
                header.add(line);
                inHeader = true;
                sawEnd = !toEnd;
                least = 0;
                if (isNames) {
                    known = fields(line).orElse(List.of());
                    namesLine = line;
                    inHeader = toEnd;
                }
                if (!toEnd && !needsNames) {
                    inHeader = true;
                    sawEnd = false;
                    least = Integer.MAX_VALUE;
                }
            } else if (line.isBlank()) {
                continue;
            } else if (isNames && line.equals(namesLine)) {
                skipped.add(line);
            } else if (options.containsKey("comment-prefix") && line.startsWith(options.get("comment-prefix"))
                    || finds("skip", line)
                    || options.containsKey("only") && !finds("only", line)) {
                skipped.add(line);
                if (isNames) {
                    known = fields(line).orElse(List.of());
                }
            } else {
                row(line);
            }
        }
    }

    private List<String> records(List<String> lines) {
        List<String> records = new ArrayList<>();
        boolean begun = false;
        for (String line : lines) {
            if (finds("record-start", line)) {
                records.add(line);
                begun = true;
            } else if (!begun && !isByFormat("regex")) {
                records.add(line); // of the header
            } else if (begun) {
                records.set(records.size() - 1, records.get(records.size() - 1) + "\n" + line);
            }
        }
        return records;
    }

    private boolean includesAll(String line) {
        return fields(line)
                .filter(fields -> new FieldNames(fields.stream()
                                .map(field -> field == null ? "" : field)
                                .toList())
                        .includeAll(names))
                .isPresent();
    }

    /** Empty if the line is no well-formed csv; a null is an empty field. */
    private Optional<List<String>> fields(String line) {
        if (isByFormat("blanks")) {
            return Optional.of(List.of(line.strip().split("[ \t]+")));
        }
        String quote = options.getOrDefault("quote", "\"");
        List<String> fields = new ArrayList<>();
        int at = 0;
        while (true) {
            int begin = at;
            while (begin < line.length() && line.charAt(begin) == ' ') {
                begin++;
            }
            if (!quote.isEmpty() && line.startsWith(quote, begin)) {
                StringBuilder field = new StringBuilder();
                int i = begin + 1;
                while (true) {
                    if (i >= line.length()) {
                        return Optional.empty();
                    } else if (line.startsWith(quote + quote, i)) {
                        field.append(quote);
                        i += 2;
                    } else if (line.startsWith(quote, i)) {
                        break;
                    } else {
                        field.append(line.charAt(i++));
                    }
                }
                fields.add(field.toString());
                at = line.indexOf(delimiter, i);
                if (!line.substring(i + 1, at < 0 ? line.length() : at).isBlank()) {
                    return Optional.empty();
                }
            } else {
                int next = line.indexOf(delimiter, at);
                String field = line.substring(at, next < 0 ? line.length() : next);
                fields.add(field.isEmpty() ? null : field);
                at = next;
            }
            if (at < 0) {
                return Optional.of(fields);
            }
            at++;
        }
    }

    private void row(String line) {
        Map<String, Optional<String>> row = new LinkedHashMap<>();
        if (isByFormat("json")) {
            Optional<Map<String, String>> values = JsonLine.read(line);
            values.ifPresentOrElse(
                    found -> {
                        for (int i = 0; i < placeholders.size(); i++) {
                            row.put(
                                    placeholders.get(i),
                                    Optional.ofNullable(found.get(names.get(i))).filter(value -> !value.isEmpty()));
                        }
                        rows.add(row);
                    },
                    () -> deadLetters.add(line));
            return;
        }
        if (isByFormat("regex")) {
            Matcher matcher = Pattern.compile(options.get("pattern")).matcher(line);
            if (!matcher.find()) {
                deadLetters.add(line);
                return;
            }
            for (int i = 0; i < placeholders.size(); i++) {
                row.put(placeholders.get(i), value(matcher.group(names.get(i))));
            }
            rows.add(row);
            return;
        }
        boolean whole = isByFormat("line") || isByFormat("auto") && placeholders.equals(List.of("%s"));
        Optional<List<String>> fields = whole ? Optional.of(List.of(line)) : fields(line);
        if (fields.isEmpty()) {
            deadLetters.add("not well-formed: " + line);
            return;
        }
        List<String> all = fields.get();
        boolean inOrder = placeholders.stream().allMatch(each -> each.equals("%s"));
        boolean longer = all.size() == placeholders.size() + 1 && all.get(all.size() - 1) == null;
        if (inOrder && all.size() != placeholders.size() && !longer) {
            deadLetters.add("has " + all.size() + " fields: " + line);
            return;
        }
        for (int i = 0; i < placeholders.size(); i++) {
            Matcher matcher = PLACEHOLDER.matcher(placeholders.get(i));
            matcher.matches();
            int index = inOrder
                    ? i
                    : matcher.group(1) != null
                            ? Integer.parseInt(matcher.group(1)) - 1
                            : new FieldNames(known.stream()
                                            .map(name -> name == null ? "" : name)
                                            .toList())
                                    .indexOf(matcher.group(2).replaceFirst("^fields:", ""))
                                    .orElse(-1);
            if (index < 0 || index >= all.size()) {
                deadLetters.add("lacks " + placeholders.get(i) + ": " + line);
                return;
            }
            row.put(inOrder ? "%s" + i : placeholders.get(i), value(all.get(index)));
        }
        rows.add(row);
    }

    private Optional<String> value(String field) {
        if (field == null) {
            return Optional.empty();
        }
        String text = options.getOrDefault("trim", "no").equals("yes") ? field.strip() : field;
        boolean nothing = options.containsKey("null-value")
                && Arrays.asList(options.get("null-value").split(",")).contains(text.strip());
        return nothing || text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** What psql would be told: each row as a statement of its own. */
    List<String> statements() {
        List<String> statements = new ArrayList<>();
        for (Map<String, Optional<String>> row : rows) {
            List<Optional<String>> values = List.copyOf(row.values());
            Matcher matcher = PLACEHOLDER.matcher(options.get("insert"));
            StringBuilder statement = new StringBuilder();
            int i = 0;
            while (matcher.find()) {
                String column = column(i);
                String literal = values.get(i)
                        .map(value -> "'" + number(value, column).replace("'", "''") + "'")
                        .orElse("NULL");
                matcher.appendReplacement(statement, Matcher.quoteReplacement(literal));
                i++;
            }
            statements.add(matcher.appendTail(statement) + ";");
        }
        return statements;
    }

    private String column(int number) {
        String columns = options.get("create-table").replaceFirst("^[^(]*\\(", "");
        return columns.split(",")[number].strip();
    }

    private String number(String value, String column) {
        boolean goesIntoNumber = column.matches("\\w+ (int|bigint|numeric|float8)\\b.*");
        if (!goesIntoNumber) {
            return value;
        }
        String grouped = value.replace(options.getOrDefault("thousands-separator", "\0"), "");
        return options.getOrDefault("decimal-separator", ".").equals(",") ? grouped.replace(',', '.') : grouped;
    }

    static Map<String, String> options(List<String> text, String prefix) throws IOException {
        Properties properties = new Properties();
        properties.load(new StringReader(String.join("\n", text)));
        Map<String, String> options = new LinkedHashMap<>();
        properties.stringPropertyNames().stream()
                .filter(key -> key.startsWith(prefix))
                .forEach(key -> options.put(key.substring(prefix.length()), properties.getProperty(key)));
        return options;
    }
}
