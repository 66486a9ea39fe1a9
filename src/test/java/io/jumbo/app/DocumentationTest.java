package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.option.Option;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be checked of README and docs/ without executing it, which {@link ReadmeIT} does. */
class DocumentationTest {

    private static final Path README = Path.of("README.md");
    private static final int LONGEST_README = 120;
    private static final Pattern LINK = Pattern.compile("(?<!`)\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");
    private static final Pattern SCENARIO = Pattern.compile("`(?:[\\w/]+IT\\.)?([a-z]+(?:_[a-z0-9]+){3,})`");
    private static final Pattern FENCED = Pattern.compile("(?ms)^ *```.*?^ *```$");

    @Test
    void table_of_options_holds_every_option_with_its_default() {
        String page = text(Path.of("docs/options.md"));
        for (Option<?> option : Option.all()) {
            assertThat(page).contains(row(option));
        }
    }

    @Test
    void options_of_the_readme_have_their_defaults() {
        String readme = text(README);
        List<Option<?>> shown = Option.all().stream()
                .filter(option -> readme.contains("| " + key(option)))
                .toList();
        assertThat(shown).hasSize(6);
        assertThat(shown).allSatisfy(option -> assertThat(readme).contains(row(option)));
    }

    @Test
    void readme_is_short() throws IOException {
        assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(LONGEST_README);
    }

    @Test
    void every_link_leads_to_a_page_and_a_heading() throws IOException {
        List<String> dead = new ArrayList<>();
        for (Path page : pages()) {
            for (String link : links(page)) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty()
                        ? page
                        : page.toAbsolutePath().resolveSibling(parts[0]).normalize();
                if (!Files.exists(target)
                        || parts.length > 1 && !anchors(target).contains(parts[1])) {
                    dead.add(page + ": " + link);
                }
            }
        }
        assertThat(dead).isEmpty();
    }

    @Test
    void every_page_is_reached_from_the_readme() throws IOException {
        List<Path> linked = links(README).stream()
                .map(link -> Path.of(link.replaceFirst("#.*", "")))
                .toList();
        assertThat(pages())
                .filteredOn(page -> page.startsWith("docs") && page.getNameCount() == 2)
                .filteredOn(page -> !page.endsWith("scenarios.md"))
                .allMatch(linked::contains);
    }

    @Test
    void every_test_that_the_scenarios_name_is_there() throws IOException {
        String tests;
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            tests = sources.filter(source -> source.toString().endsWith("IT.java"))
                    .map(DocumentationTest::text)
                    .collect(Collectors.joining());
        }
        assertThat(SCENARIO.matcher(text(Path.of("docs/scenarios.md")))
                        .results()
                        .map(found -> found.group(1)))
                .hasSizeGreaterThan(100)
                .allSatisfy(name -> assertThat(tests).contains("void " + name + "("));
    }

    private static String key(Option<?> option) {
        return "`jumbo." + option.key() + "`";
    }

    private static String row(Option<?> option) {
        String shown = option.defaultValue().isEmpty() ? "| |" : "| `" + option.defaultValue() + "` |";
        return "| " + key(option) + " " + shown;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            return Stream.concat(
                            Stream.of(README, Path.of("CHANGELOG.md")),
                            docs.filter(page -> page.toString().endsWith(".md")))
                    .toList();
        }
    }

    /** Those that lead to a file of the project. */
    private static List<String> links(Path page) {
        return LINK.matcher(prose(page))
                .results()
                .map(found -> found.group(1))
                .filter(link -> !link.contains("://"))
                .toList();
    }

    /** The anchors that GitHub gives to the headings of a page. */
    private static List<String> anchors(Path page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String prose(Path page) {
        return FENCED.matcher(text(page)).replaceAll("");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
