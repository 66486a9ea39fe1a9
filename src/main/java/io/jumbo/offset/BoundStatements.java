package io.jumbo.offset;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Executes statements on one connection, with their texts bound as the {@linkplain StoredText tables keep them}. Not thread-safe. */
final class BoundStatements {

    private static final String UNTRANSLATABLE = "22P05";

    private final Connection connection;

    BoundStatements(Connection connection) {
        this.connection = connection;
    }

    /** What is made of one row of a result. */
    @FunctionalInterface
    interface Reading<T> {
        T read(ResultSet row, StoredText text) throws SQLException;
    }

    /** What is made of the rows that a statement returns, in their order. */
    <T> List<T> rows(Reading<T> reading, String sql, Object... parameters) throws SQLException {
        List<T> rows = new ArrayList<>();
        StoredText stored = StoredText.of(connection);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.add(reading.read(row, stored));
                }
            }
        } catch (SQLException e) {
            throw named(e, parameters);
        }
        return rows;
    }

    /** Returns the number of rows that a statement changed. */
    int update(String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(statement, parameters);
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw named(e, parameters);
        }
    }

    private void bind(PreparedStatement statement, Object... parameters) throws SQLException {
        StoredText stored = StoredText.of(connection);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i] instanceof String text ? stored.stored(text) : parameters[i]);
        }
    }

    /** The server names the bytes that it cannot store, but not whose they are. */
    private static SQLException named(SQLException failure, Object... parameters) {
        if (!UNTRANSLATABLE.equals(failure.getSQLState())) {
            return failure;
        }
        List<String> texts = Arrays.stream(parameters)
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .filter(text -> text.chars().anyMatch(character -> character > 0x7F))
                .toList();
        return new SQLException(
                "the database cannot store the name " + String.join(", ", texts) + ": " + failure.getMessage(),
                failure.getSQLState(),
                failure);
    }
}
