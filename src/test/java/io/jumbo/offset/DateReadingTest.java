package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.offset.DateReading.Parameter;
import io.jumbo.offset.DateReading.Part;
import io.jumbo.option.DateOptions;
import io.jumbo.option.DateOrder;
import io.jumbo.support.FakeConnection;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who says how dates are read, in the order in which it counts: the watch, the connection, role or database, the server. */
class DateReadingTest {

    private static final DateOptions BERLIN = new DateOptions(Optional.of("Europe/Berlin"), Optional.of(DateOrder.DMY));
    private static final Part<String> UTC = new Part<>("UTC", Origin.SERVER, false);
    private static final Part<DateOrder> MDY = new Part<>(DateOrder.MDY, Origin.SERVER, false);

    // ---- the zone

    @Test
    void zone_of_the_watch_counts_most() throws SQLException {
        assertThat(zone(BERLIN, server("UTC", "session", "Asia/Tokyo")))
                .isEqualTo(new Part<>("Europe/Berlin", Origin.OPTION, true));
    }

    @Test
    void zone_that_the_connection_was_given_stays() throws SQLException {
        assertThat(zone(DateOptions.NONE, server("UTC", "session", "Asia/Tokyo")))
                .isEqualTo(new Part<>("UTC", Origin.CONNECTION, false));
    }

    @Test
    void zone_of_a_role_outranks_the_one_that_the_driver_brought() throws SQLException {
        assertThat(zone(DateOptions.NONE, server("UTC", "client", "Asia/Tokyo")))
                .isEqualTo(new Part<>("Asia/Tokyo", Origin.ROLE, true));
    }

    @Test
    void zone_of_the_server_is_seen_where_the_driver_brought_none() throws SQLException {
        assertThat(zone(DateOptions.NONE, server("UTC", "configuration file"))).isEqualTo(UTC);
    }

    @Test
    void zone_that_the_driver_hides_is_looked_for_in_the_servers_files() throws SQLException {
        Parameter hidden = server("UTC", "client");
        assertThat(DateReading.zone(DateOptions.NONE, hidden, () -> Optional.of("Asia/Tokyo"), "Africa/Cairo"))
                .isEqualTo(new Part<>("Asia/Tokyo", Origin.SERVER, true));
        assertThat(DateReading.zone(DateOptions.NONE, hidden, () -> Optional.of("UTC"), "Africa/Cairo"))
                .isEqualTo(UTC);
    }

    @Test
    void zone_that_cannot_be_seen_is_assumed_to_be_that_of_the_servers_log() throws SQLException {
        Parameter hidden = server("UTC", "client");
        assertThat(DateReading.zone(DateOptions.NONE, hidden, Optional::empty, "Africa/Cairo"))
                .isEqualTo(new Part<>("Africa/Cairo", Origin.ASSUMED, true));
        assertThat(DateReading.zone(DateOptions.NONE, hidden, Optional::empty, "UTC"))
                .isEqualTo(new Part<>("UTC", Origin.ASSUMED, false));
    }

    // ---- the order

    @Test
    void order_of_the_watch_counts_most() {
        assertThat(DateReading.order(BERLIN, server("ISO, MDY", "session", "ISO, YMD")))
                .isEqualTo(new Part<>(DateOrder.DMY, Origin.OPTION, true));
    }

    @Test
    void order_that_the_connection_was_given_stays() {
        assertThat(DateReading.order(DateOptions.NONE, server("ISO, MDY", "session", "ISO, YMD")))
                .isEqualTo(new Part<>(DateOrder.MDY, Origin.CONNECTION, false));
    }

    @Test
    void order_of_a_role_outranks_the_servers() {
        assertThat(DateReading.order(DateOptions.NONE, server("ISO, MDY", "client", "ISO, YMD")))
                .isEqualTo(new Part<>(DateOrder.YMD, Origin.ROLE, true));
    }

    @Test
    void style_of_a_role_without_an_order_leaves_the_servers() {
        assertThat(DateReading.order(DateOptions.NONE, server("ISO, MDY", "client", "ISO")))
                .isEqualTo(MDY);
        assertThat(DateReading.order(DateOptions.NONE, server("ISO, MDY", "client")))
                .isEqualTo(MDY);
    }

    @Test
    void server_is_asked_for_both_at_once() throws SQLException {
        assertThat(DateReading.ask(new FakeConnection().connection(), DateOptions.NONE))
                .isEqualTo(new DateReading(UTC, MDY));
    }

    // ---- what a transaction is given, and a person

    @Test
    void transaction_is_given_what_its_session_may_not_have() {
        Part<String> berlin = new Part<>("Europe/Berlin", Origin.OPTION, true);
        Part<DateOrder> dmy = new Part<>(DateOrder.DMY, Origin.ROLE, true);
        assertThat(new DateReading(UTC, MDY).sql()).isEmpty();
        assertThat(new DateReading(berlin, MDY).sql()).isEqualTo("SET LOCAL TimeZone = 'Europe/Berlin'");
        assertThat(new DateReading(UTC, dmy).sql()).isEqualTo("SET LOCAL DateStyle = 'ISO, DMY'");
        assertThat(new DateReading(berlin, dmy).sql())
                .isEqualTo("SET LOCAL TimeZone = 'Europe/Berlin'; SET LOCAL DateStyle = 'ISO, DMY'");
    }

    @Test
    void name_of_a_zone_is_quoted_whatever_it_holds() {
        assertThat(new DateReading(new Part<>("it's", Origin.OPTION, true), MDY).sql())
                .isEqualTo("SET LOCAL TimeZone = 'it''s'");
        assertThat(new DateReading(new Part<>("\\'", Origin.OPTION, true), MDY).sql())
                .isEqualTo("SET LOCAL TimeZone = E'\\\\'''");
    }

    @Test
    void transaction_of_a_session_that_has_it_anyway_is_left_alone() throws SQLException {
        FakeConnection connection = new FakeConnection();
        new DateReading(UTC, MDY).begin(connection.connection());
        assertThat(connection.calls()).isEmpty();
        DateReading reading = new DateReading(UTC, new Part<>(DateOrder.YMD, Origin.DATABASE, true));
        reading.begin(connection.connection());
        assertThat(connection.calls()).containsExactly(reading.sql());
    }

    @Test
    void person_is_told_what_an_ambiguous_date_means_and_who_says_so() {
        assertThat(described(DateOrder.DMY))
                .isEqualTo("times without a zone are UTC (the server's configuration), 03/04/2026 is 3 April, DMY"
                        + " (ALTER DATABASE … SET)");
        assertThat(described(DateOrder.MDY)).contains("03/04/2026 is 4 March, MDY (ALTER DATABASE … SET)");
        assertThat(described(DateOrder.YMD)).contains("03/04/2026 is no date, YMD (ALTER DATABASE … SET)");
    }

    @Test
    void row_of_a_role_and_a_database_is_told_from_those_of_one_of_them() {
        assertThat(Origin.of(true, true)).isEqualTo(Origin.ROLE_IN_DATABASE);
        assertThat(Origin.of(true, false)).isEqualTo(Origin.ROLE);
        assertThat(Origin.of(false, true)).isEqualTo(Origin.DATABASE);
        assertThat(Origin.of(false, false)).isEqualTo(Origin.ALL_ROLES);
    }

    private static String described(DateOrder order) {
        return new DateReading(UTC, new Part<>(order, Origin.DATABASE, true)).described();
    }

    private static Part<String> zone(DateOptions wanted, Parameter server) throws SQLException {
        return DateReading.zone(
                wanted,
                server,
                () -> {
                    throw new AssertionError("the files are not to be asked for");
                },
                "Africa/Cairo");
    }

    private static Parameter server(String current, String source) {
        return new Parameter(current, source, Optional.empty(), Origin.ALL_ROLES);
    }

    private static Parameter server(String current, String source, String ofRole) {
        return new Parameter(current, source, Optional.of(ofRole), Origin.ROLE);
    }
}
