package io.jumbo.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatternSyntaxTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "*.{csv,txt} ~ write *.csv,*.txt;",
                "a.log,**/*.{csv, txt},b ~ write a.log,**/*.csv,**/*.txt,b;",
                "{a,b}/{c,d}.txt ~ write a/c.txt,a/d.txt,b/c.txt,b/d.txt;",
                "a; b ~ write a,b;",
                "*.txt;*.csv ~ write *.txt,*.csv;",
                "a|b ~ write a,b;",
                "!x.txt ~ jumbo.exclude = x.txt",
                "*.txt,!x.txt ~ (in !x.txt)",
                "\"*.txt\" ~ write *.txt without",
                "'*.txt,*.csv' ~ write *.txt,*.csv without",
                "*.csv,\"*.txt\" ~ write *.txt without",
                "./x.txt ~ has . as a directory",
                "../x.txt ~ leads out of the watched directory",
                "a/../x.txt ~ leads out of the watched directory",
                "/data/*.txt ~ relative to the watched directory",
                "C:/data/*.txt ~ relative to the watched directory",
                ".*\\.txt ~ looks like a regular expression",
                "^run.txt ~ looks like a regular expression",
                "run.*txt$ ~ looks like a regular expression",
                "run[0-9].txt ~ looks like a regular expression",
                "**/*.[Tt][Xx][Tt] ~ write **/*.txt,**/*.TXT;",
                "*.[cC]SV ~ write *.cSV,*.CSV;",
                "run[123].txt ~ write run?.txt;",
                "a.txt,[!a]*.txt ~ write ?*.txt;",
                "sub\\x.txt ~ contains a backslash: write patterns with /",
                "sub/ ~ write sub/**",
                "**.txt ~ has ** beside other characters",
                "*.txt *.csv ~ as *.txt,*.csv",
                "*.txt,,*.csv ~ has nothing between two commas",
                ".camel/*.txt ~ never read",
            })
    void a_pattern_of_another_language_is_refused_with_the_ant_form(String text, String told) {
        assertThatThrownBy(() -> Option.INCLUDE.read(text))
                .isInstanceOf(InvalidOptionException.class)
                .hasMessageStartingWith("jumbo.include = " + text + " ")
                .hasMessageContaining(told);
    }

    @Test
    void a_home_directory_is_refused() {
        assertThatThrownBy(() -> Option.EXCLUDE.read("~/x.txt")).hasMessageContaining("named by jumbo.directory");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "**/*.txt",
                "*",
                "**",
                "a/**/b/*.txt",
                "**/R&D*.txt",
                "50%20RH/*",
                "**/C++/**",
                "{{?x}}/*.txt",
                "**/.x.txt",
                ".*",
                ".x/**",
                "a [1].txt",
                "Run *.txt",
                "a (2).txt",
                "x^2$y.txt",
                "a!b.txt",
                "it's 5\".txt",
                "#1.txt",
                "a?b.txt",
                "-.txt",
                "a-[b].txt",
            })
    void a_name_with_odd_characters_is_taken_as_it_is(String pattern) {
        assertThat(Option.INCLUDE.read(pattern)).isEqualTo(pattern);
    }

    @Test
    void the_directorys_own_name_in_front_is_refused() {
        assertThatThrownBy(() -> WatchOptions.of(
                        "lab", Map.of("directory", "/mnt/data", "include", "*.csv, data/*.txt", "insert", "SELECT %s")))
                .hasMessage("jumbo.include = *.csv,data/*.txt has the watched directory's own name in front: patterns"
                        + " begin below it; write *.txt, or **/data/*.txt for a directory data below it");
        assertThat(WatchOptions.of("lab", Map.of("directory", "data", "include", "**/data/*.txt"))
                        .get(Option.INCLUDE))
                .isEqualTo("**/data/*.txt");
    }
}
