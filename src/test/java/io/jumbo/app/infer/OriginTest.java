package io.jumbo.app.infer;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Run # 3.txt | **/Run ? 3.txt",
                "Run #3 a.txt | **/Run ?3 a.txt",
                "a#b.txt | **/a#b.txt",
                "a[1];{2}.txt | **/a?1???2?.txt",
                "price$ | **/price?",
                "room.txt | **/room.txt",
            })
    void a_pattern_for_one_file_is_one_that_the_start_takes(String name, String pattern) {
        String include = Origin.of(List.of(Path.of("data", name)), true).include();
        assertThat(include).isEqualTo(pattern);
        assertThat(WatchOptions.of("data", Map.of("include", include)).get(Option.INCLUDE))
                .isEqualTo(pattern);
    }
}
