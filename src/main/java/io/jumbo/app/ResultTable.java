package io.jumbo.app;

import java.io.PrintWriter;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The result of a query as a table for people: columns in line, numbers to the right, {@code NULL} spelled out, control
 * characters as {@code \n} or {@code \x1b}, so that no content commands the terminal.
 *
 * <p>Rows are printed as they come. The first ones decide how wide the columns are; what is wider later is shown whole and
 * moves its row. So a result of any length takes no more memory than its widest rows.
 */
final class ResultTable {

    private static final int MOST_MEASURED_ROWS = 500;
    private static final int MOST_MEASURED_CHARACTERS = 1 << 20;
    /** One long text must not push all other columns off the screen. */
    private static final int WIDEST = 60;

    private static final Set<Integer> NUMBERS = Set.of(
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.REAL,
            Types.FLOAT,
            Types.DOUBLE,
            Types.NUMERIC,
            Types.DECIMAL);

    private final ResultSet result;
    private final PrintWriter out;
    private final int columns;
    private final boolean[] number;
    private final int[] width;

    private ResultTable(ResultSet result, PrintWriter out) throws SQLException {
        this.result = result;
        this.out = out;
        ResultSetMetaData about = result.getMetaData();
        this.columns = about.getColumnCount();
        this.number = new boolean[columns];
        this.width = new int[columns];
        for (int column = 0; column < columns; column++) {
            number[column] = NUMBERS.contains(about.getColumnType(column + 1));
        }
    }

    /** Prints all rows that are left in a result, or as many as somebody takes. */
    static void print(ResultSet result, PrintWriter out) throws SQLException {
        new ResultTable(result, out).print();
    }

    private void print() throws SQLException {
        List<String> header = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            header.add(EscapedText.of(result.getMetaData().getColumnLabel(column)));
        }
        measure(header);
        List<List<String>> first = firstRows();
        line(header);
        rule();
        first.forEach(this::line);
        long rows = first.size();
        while (!out.checkError() && result.next()) {
            line(row());
            rows++;
        }
        out.println(rows == 1 ? "(1 row)" : "(" + rows + " rows)");
    }

    private List<List<String>> firstRows() throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        int characters = 0;
        while (rows.size() < MOST_MEASURED_ROWS && characters < MOST_MEASURED_CHARACTERS && result.next()) {
            List<String> row = row();
            measure(row);
            rows.add(row);
            characters += row.stream().mapToInt(String::length).sum();
        }
        return rows;
    }

    private List<String> row() throws SQLException {
        List<String> row = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
            String value = result.getString(column);
            row.add(value == null ? "NULL" : EscapedText.of(value));
        }
        return row;
    }

    private void measure(List<String> row) {
        for (int column = 0; column < columns; column++) {
            width[column] = Math.max(width[column], Math.min(WIDEST, length(row.get(column))));
        }
    }

    private void line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            String value = row.get(column);
            String blanks = " ".repeat(Math.max(0, width[column] - length(value)));
            line.append(column == 0 ? " " : " | ").append(number[column] ? blanks + value : value + blanks);
        }
        out.println(line.toString().stripTrailing());
    }

    private void rule() {
        StringBuilder rule = new StringBuilder();
        for (int column = 0; column < columns; column++) {
            rule.append(column == 0 ? "-" : "-+-").append("-".repeat(width[column]));
        }
        out.println(rule.append("-"));
    }

    private static int length(String value) {
        return value.codePointCount(0, value.length());
    }
}
