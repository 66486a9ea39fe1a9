package io.jumbo.layout;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.WatchOptions;
import io.jumbo.tail.LineSorting;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was learnt of a file counts as long as nothing changes on which it depends what a line is. */
class LayoutsTest {

    private static final Map<String, String> BASE =
            Map.of("insert", "INSERT INTO t VALUES (%(a)s, %(header:b)s)", "comment-prefix", "#", "format", "csv");

    private static LineSorting layout(String option, String value, Set<String> parameters) {
        Map<String, String> texts = new HashMap<>(BASE);
        texts.put("directory", "data");
        texts.put(option, value);
        return Layouts.of(WatchOptions.of("lab", texts), parameters);
    }

    private static Optional<String> learnt() {
        return layout("poll-interval", "1s", Set.of()).from(Optional.empty()).learnt();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "header-lines!3",
                "header-end!^x",
                "data-end!^x",
                "skip!^x",
                "comment-prefix!;",
                "only!^x",
                "header-pattern!(?<c>.)",
                "record-start!^x",
                "names!a,b",
                "format!blanks",
                "delimiter!;",
                "quote!'",
                "charset!UTF-16",
                "line-end!cr",
                "insert!INSERT INTO t VALUES (%(c)s, %(header:b)s)",
                "insert!INSERT INTO t VALUES (%(a)s, %(header:c)s)"
            })
    void what_was_learnt_is_learnt_again_when_this_changes(String option, String value) {
        assertThat(layout(option, value, Set.of()).isOfThis(learnt())).isFalse();
    }

    @Test
    void what_was_learnt_is_learnt_again_when_a_step_sets_a_name() {
        assertThat(layout("poll-interval", "1s", Set.of("a")).isOfThis(learnt()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "poll-interval,2s",
        "include,**/*.csv",
        "null-value,NAN",
        "trim,yes",
        "record-timeout,1s",
        "on-rewrite,reload"
    })
    void what_was_learnt_counts_when_anything_else_changes(String option, String value) {
        assertThat(layout(option, value, Set.of()).isOfThis(learnt())).isTrue();
    }
}
