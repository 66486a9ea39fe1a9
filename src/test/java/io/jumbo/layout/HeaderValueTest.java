package io.jumbo.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.LineFormat;
import io.jumbo.write.fields.FieldFormat;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a line of a header gives to {@code Sample ID}. */
class HeaderValueTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "Sample ID: K-7!K-7",
                "# sample id = K-7 !K-7",
                "Sample ID,K-7,mg!K-7",
                "Sample ID: a, b!a, b",
                "Sample ID: K-7,,,!K-7",
                "\"Sample ID: K-7\"!K-7",
                "\"Sample ID: a, b\",,!a, b",
                "\"Sample ID: the \"\"big\"\" one\"!the \"big\" one",
                "\"Sample ID\",\"K,7\"!K,7",
                "Sample ID: \"K-7\"!K-7",
                "Sample ID: 5\"!5\"",
                "Sample ID: 5\" or 6\"!5\" or 6\"",
                "Operator: me,Sample ID: K-7!K-7",
                "Sample IDs: K-7!",
                "Sample ID:,K-7,mg!K-7",
                "\"Sample ID =\",K-7!K-7",
                "Sample ID: ,K-7!K-7",
                "Sample ID!",
                "Sample ID:!~~",
                "Sample ID,,!~~",
                "Operator: me,Sample ID: !~~"
            })
    void is_what_follows_the_key(String line, String value) {
        assertThat(in(line, Optional.of('"'))).isEqualTo(Optional.ofNullable(value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {
                "Sample ID: \"K-7\"!\"K-7\"",
                "Sample ID,\"K-7\"!\"K-7\"",
                "Sample ID,\"K-7!\"K-7",
                "Sample ID: 5\"!5\""
            })
    void quotes_are_content_where_there_is_no_quoting(String line, String value) {
        assertThat(in(line, Optional.empty())).contains(value);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '~',
            value = {"Sample ID: 'K-7'!K-7", "'Sample ID: it''s'!it's"})
    void quotes_are_those_that_are_configured(String line, String value) {
        assertThat(in(line, Optional.of('\''))).contains(value);
        assertThat(in("Sample ID: \"K-7\"", Optional.of('\''))).contains("\"K-7\"");
    }

    private static Optional<String> in(String line, Optional<Character> quote) {
        FieldFormat format = new FieldFormat(LineFormat.CSV, ',', quote);
        return HeaderValue.of("Sample ID", line, format.headerFields(line), format.delimiters(), quote);
    }
}
