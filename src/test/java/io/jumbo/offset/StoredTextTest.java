package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.FakeConnection;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.postgresql.PGConnection;

class StoredTextTest {

    private static final StoredText LATIN1 = StoredText.inEncoding("LATIN1");

    @Test
    void database_in_utf_8_keeps_all_text_as_it_is() {
        for (String encoding : List.of("UTF8", "SQL_ASCII")) {
            StoredText text = StoredText.inEncoding(encoding);
            assertThat(text.stored("50 Ω \\u03A9 😀.txt")).isEqualTo("50 Ω \\u03A9 😀.txt");
            assertThat(text.read("50 Ω \\u03A9 😀.txt")).isEqualTo("50 Ω \\u03A9 😀.txt");
        }
    }

    @Test
    void character_that_the_encoding_lacks_is_kept_as_its_code() {
        assertThat(LATIN1.stored("50 Ω.txt")).isEqualTo("50 \\u03A9.txt");
        assertThat(LATIN1.stored("😀")).isEqualTo("\\uD83D\\uDE00");
        assertThat(LATIN1.read("50 \\u03A9.txt")).isEqualTo("50 Ω.txt");
    }

    @Test
    void what_the_encoding_has_is_kept_as_before() {
        assertThat(LATIN1.stored("Müller\\neu é.txt")).isEqualTo("Müller\\neu é.txt");
        assertThat(StoredText.inEncoding("WIN1253").stored("50 Ω.txt")).isEqualTo("50 Ω.txt");
        assertThat(StoredText.inEncoding("LATIN9").stored("3 €")).isEqualTo("3 €");
    }

    /** The driver takes most of them for UTF-8. */
    @ParameterizedTest
    @CsvSource({
        "WIN1252, \u00E9, \u65E5",
        "WIN1251, \u0416, \u00E9",
        "WIN1253, \u03A9, \u00E9",
        "WIN1254, \u011F, \u03A9",
        "WIN1255, \u05D0, \u00E9",
        "WIN1257, \u0101, \u03A9",
        "WIN1258, \u0111, \u03A9",
        "WIN866, \u0416, \u00E9",
        "KOI8R, \u0416, \u00E9",
        "KOI8U, \u0454, \u00E9",
        "EUC_JP, \u65E5, \u301C",
        "LATIN6, a, \u65E5",
        "LATIN8, a, \u65E5",
        "EUC_JIS_2004, a, \uD55C",
    })
    void every_encoding_of_the_server_keeps_what_it_has_and_nothing_else(String encoding, String kept, String lacked) {
        StoredText text = StoredText.inEncoding(encoding);
        assertThat(text.stored(kept)).isEqualTo(kept);
        assertThat(text.stored(lacked)).isEqualTo(String.format(Locale.ROOT, "\\u%04X", (int) lacked.charAt(0)));
    }

    @Test
    void name_that_looks_escaped_is_another_one_than_the_character() {
        assertThat(LATIN1.stored("\\u03A9")).isEqualTo("\\u005Cu03A9");
        assertThat(LATIN1.read("\\u005Cu03A9")).isEqualTo("\\u03A9");
    }

    @Test
    void unknown_encoding_is_left_to_the_server() {
        assertThat(StoredText.inEncoding("MULE_INTERNAL").stored("50 Ω")).isEqualTo("50 Ω");
    }

    @Test
    void encoding_of_the_database_is_the_one_that_the_server_said() throws SQLException {
        assertThat(of("LATIN1").stored("50 Ω")).isEqualTo("50 \\u03A9");
        assertThat(of("UTF8").stored("50 Ω")).isEqualTo("50 Ω");
        assertThat(of(null).stored("50 Ω")).isEqualTo("50 Ω");
        assertThat(StoredText.of(new FakeConnection().connection()).stored("50 Ω"))
                .as("of another driver")
                .isEqualTo("50 Ω");
    }

    private static StoredText of(String encoding) throws SQLException {
        PGConnection driver = proxy(PGConnection.class, (self, method, arguments) -> encoding);
        return StoredText.of(proxy(
                Connection.class,
                (self, method, arguments) -> method.getName().equals("unwrap") ? driver : (Object) true));
    }

    private static <T> T proxy(Class<T> type, InvocationHandler calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, calls));
    }

    @Property
    void every_text_is_read_as_it_was_stored_and_fits_the_encoding(@ForAll("texts") String text) {
        String stored = LATIN1.stored(text);
        assertThat(LATIN1.read(stored)).isEqualTo(text);
        assertThat(stored.chars()).allMatch(character -> character < 0x100);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.of("\\", "u", "0", "3", "A", "9", "005C", "Ω", "ü", "😀", "a/b", "\\u03A9", "\uD83D")
                .list()
                .ofMaxSize(12)
                .map(parts -> String.join("", parts));
    }
}
