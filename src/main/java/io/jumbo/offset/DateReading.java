package io.jumbo.offset;

import io.jumbo.option.DateOptions;
import io.jumbo.option.DateOrder;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How the server reads dates and times in the transactions of a watch: as in psql, with the same role and database, unless the watch says otherwise. The
 * driver gives each session the zone of this machine and a {@code DateStyle} of its own, which outrank what {@code ALTER ROLE} and {@code ALTER DATABASE}
 * say; so what these say is asked, and given to each transaction. Immutable.
 *
 * @param zone of times that bear none
 * @param order of the numbers in a date
 */
public record DateReading(Part<String> zone, Part<DateOrder> order) {

    /**
     * One part of it.
     *
     * @param value what counts
     * @param origin who says so
     * @param set whether a transaction must be given it, for its session may have another one
     */
    public record Part<T>(T value, Origin origin, boolean set) {}

    /** What the server says of one parameter; {@code own} is the value of a role or database, and {@code whose} where that stands. */
    record Parameter(String current, String source, Optional<String> own, Origin whose) {

        /** Whether the driver brought it with the connection, so that what the server would have given is not to be seen. */
        boolean isOfDriver() {
            return source.equals("client");
        }

        /** Whether whoever made the connection has set it since. */
        boolean isOfConnection() {
            return source.equals("session");
        }
    }

    /** A question to the server that is only asked if need be. */
    @FunctionalInterface
    interface Question {
        Optional<String> answer() throws SQLException;
    }

    /**
     * Asks the server, in the caller's transaction.
     *
     * @throws SQLException if the zone that is wanted is none, with the option, its value and the remedy
     */
    public static DateReading ask(Connection connection, DateOptions wanted) throws SQLException {
        return ServerDates.ask(connection, wanted);
    }

    /** Decides on the zone. */
    static Part<String> zone(DateOptions wanted, Parameter server, Question inFiles, String logZone)
            throws SQLException {
        if (wanted.zone().isPresent()) {
            return new Part<>(wanted.zone().get(), Origin.OPTION, true);
        } else if (server.isOfConnection()) {
            return new Part<>(server.current(), Origin.CONNECTION, false);
        } else if (server.own().isPresent()) {
            String own = server.own().get();
            return new Part<>(
                    own, server.whose(), true); // another connection of the pool may be from before it was said
        } else if (!server.isOfDriver()) {
            return new Part<>(server.current(), Origin.SERVER, false);
        }
        Optional<String> inFile = inFiles.answer();
        String value = inFile.orElse(logZone);
        return new Part<>(value, inFile.isPresent() ? Origin.SERVER : Origin.ASSUMED, !value.equals(server.current()));
    }

    /** Decides on the order. The driver's {@code ISO} leaves the order of the server's configuration as it is, as a style of a role or database does. */
    static Part<DateOrder> order(DateOptions wanted, Parameter server) {
        DateOrder current = DateOrder.of(server.current()).orElseThrow();
        if (wanted.order().isPresent()) {
            return new Part<>(wanted.order().get(), Origin.OPTION, true);
        } else if (server.isOfConnection()) {
            return new Part<>(current, Origin.CONNECTION, false);
        }
        return server.own()
                .flatMap(DateOrder::of)
                .map(own -> new Part<>(own, server.whose(), true))
                .orElseGet(() -> new Part<>(current, Origin.SERVER, false));
    }

    /** Statements that give it to a transaction; empty if the session has it anyway. */
    public String sql() {
        List<String> statements = new ArrayList<>();
        if (zone.set()) {
            statements.add("SET LOCAL TimeZone = " + literal(zone.value()));
        }
        if (order.set()) {
            statements.add("SET LOCAL DateStyle = 'ISO, " + order.value() + "'"); // the driver requires ISO
        }
        return String.join("; ", statements);
    }

    /** Gives it to the caller's transaction. */
    public void begin(Connection connection) throws SQLException {
        if (!sql().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                statement.setEscapeProcessing(false);
                statement.execute(sql());
            }
        }
    }

    /** For people: what counts, and who says so. */
    public String described() {
        return "times without a zone are " + zone.value() + " (" + zone.origin().words() + "), 03/04/2026 is "
                + switch (order.value()) {
                    case DMY -> "3 April, DMY";
                    case MDY -> "4 March, MDY";
                    case YMD -> "no date, YMD";
                }
                + " (" + order.origin().words() + ")";
    }

    /** As the server's own quote_literal, whatever standard_conforming_strings is. */
    private static String literal(String text) {
        String quoted = "'" + text.replace("'", "''").replace("\\", "\\\\") + "'";
        return text.indexOf('\\') < 0 ? quoted : "E" + quoted;
    }
}
