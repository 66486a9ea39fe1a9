package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.FileWatcher;
import io.jumbo.app.setup.JumboEnv;
import io.jumbo.app.setup.Settings;
import io.jumbo.events.TailEvents;
import io.jumbo.option.DateOptions;
import io.jumbo.option.LineFormat;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.Preview;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.template.InsertTemplate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Executes what the README and the pages it leads to show, as it stands there. Two commands are out of reach of a test inside Maven's own run, the two {@code mvn}
 * lines that start a process: for them it is proven that they are the ones of the pom, and the class they start is started.
 */
class ReadmeIT {

    private static final Pattern BLOCK =
            Pattern.compile("^ *```(\\w+)\\n(.*?)^ *```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final String README = "README.md";
    private static final String OPTIONS = "docs/options.md";
    private static final String STATEMENT = "docs/statement.md";
    private static final String ROUTES = "docs/routes.md";
    private static final String EMBEDDING = "docs/embedding.md";

    /** Pages with commands. */
    private static final List<String> COMMANDS =
            List.of(README, "docs/running.md", "docs/your-file.md", "docs/dead-letters.md", "docs/contributing.md");

    private static final String JUMBO =
            Path.of("target/jumbo/bin/jumbo").toAbsolutePath().toString();

    @TempDir
    Path directory;

    @Test
    void properties_are_accepted_as_they_stand() throws IOException {
        List<String> blocks = Stream.of(README, OPTIONS, ROUTES)
                .flatMap(page -> blocks(page, "properties").stream())
                .toList();
        for (String block : blocks) {
            Path place = Files.createTempDirectory(directory, "properties");
            if (block.contains("DATABASE_")) {
                Files.writeString(place.resolve("jumbo.env"), block);
                assertThat(JumboEnv.read(place, Map.of())).isPresent();
            } else {
                Files.writeString(place.resolve("application.properties"), block);
                assertThat(Settings.read(place, Map.of(), new Properties()).options())
                        .isNotNull();
            }
        }
    }

    @Test
    void statements_are_accepted_by_the_server() throws Exception {
        TestDatabase database = TestDatabase.create();
        database.execute("CREATE TABLE readings (value float UNIQUE, source text, line int, taken_at timestamptz);"
                + "CREATE TABLE counters (name text, n int);"
                + "CREATE FUNCTION my_function(text) RETURNS int LANGUAGE sql AS 'SELECT 1'");
        List<String> statements = blocks(STATEMENT, "sql").stream()
                .flatMap(block -> Stream.of(block.split(";\n", -1)))
                .filter(s -> !s.isBlank())
                .toList();
        assertThat(statements).hasSize(6);
        for (String statement : statements) {
            try (Connection connection = database.dataSource().getConnection()) {
                connection.setAutoCommit(false);
                FieldFormat format = new FieldFormat(LineFormat.AUTO, ',', Optional.of('"'));
                assertThat(new Preview("data", InsertTemplate.parse(statement), format, DateOptions.NONE)
                                .of(connection, "a.txt", List.of()))
                        .isEmpty();
            }
        }
    }

    @Test
    void routes_watch_their_directory() throws Exception {
        String yaml = blocks(ROUTES, "yaml").get(0).replace("/data/balance", directory.toString());
        TestDatabase database = weights();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("dataSource", database.dataSource());
            load(context, ResourceHelper.resolveMandatoryResource(context, "file:routes/watch.camel.yaml"));
            load(context, ResourceHelper.fromString("readme.camel.yaml", yaml));
            context.start();
            arrives(database);
        }
    }

    @Test
    void properties_alone_add_a_watch() throws Exception {
        String properties = blocks(ROUTES, "properties").stream()
                .filter(block -> block.contains("camel.route-template"))
                .findFirst()
                .orElseThrow()
                .replace("/data/balance", directory.toString());
        TestDatabase database = weights();
        Path place = Files.createTempDirectory("readme");
        Files.writeString(
                place.resolve("application.properties"),
                properties + "jumbo.directory = " + place.resolve("data") + "\n");
        try (JumboProcess jumbo =
                JumboProcess.start(place, environment(database)).awaitStarted()) {
            arrives(database);
            assertThat(jumbo.stop()).isZero();
        }
    }

    @Test
    void file_of_the_readme_becomes_the_rows_that_it_shows() throws Exception {
        TestDatabase database = TestDatabase.create();
        Path place = Files.createTempDirectory("readme");
        Files.createDirectories(place.resolve("data"));
        Files.writeString(place.resolve("data/room.csv"), blocks(README, "csv").get(0));
        Files.writeString(place.resolve("application.properties"), climate());
        try (JumboProcess jumbo =
                JumboProcess.start(place, environment(database)).awaitStarted()) {
            List<String> shown = blocks(README, "text")
                    .get(1)
                    .lines()
                    .skip(2)
                    .map(row -> row.strip().replaceAll(" *\\| *", "|"))
                    .toList();
            assertThat(shown).hasSize(2);
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptionsInstanceOf(IllegalStateException.class) // the table is not there yet
                    .until(
                            () -> database.column(
                                    "SELECT concat(taken_at, '|', celsius, '|', humidity, '|', serial) FROM climate ORDER BY 1"),
                            shown::equals);
            assertThat(jumbo.stop()).isZero();
        }
    }

    private static String climate() throws IOException {
        return blocks(README, "properties").stream()
                .filter(block -> block.contains("climate"))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> environment(TestDatabase database) {
        return Map.of(
                "DATABASE_HOST", "127.0.0.1",
                "DATABASE_PORT", String.valueOf(database.port()),
                "DATABASE_NAME", database.name(),
                "DATABASE_USERNAME", "postgres",
                "DATABASE_PASSWORD", "none");
    }

    @Test
    void java_program_compiles_and_watches() throws Exception {
        List<String> java = blocks(EMBEDDING, "java");
        String program = "import io.jumbo.FileWatcher;\nimport java.time.Duration;\nimport javax.sql.DataSource;\n"
                + "import org.apache.camel.CamelContext;\n"
                + "public class Readme {\n"
                + "  public static void embed(CamelContext context, DataSource dataSource) throws Exception {\n"
                + java.get(0).replace("\"data\"", "System.getProperty(\"readme.directory\")")
                + "  }\n  public static void alone(FileWatcher fido) throws Exception {\n" + java.get(1) + "  }\n}\n";
        Path source = directory.resolve("Readme.java");
        Files.writeString(source, program);
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", System.getProperty("java.class.path"), source.toString()))
                .isZero();
        TestDatabase database = TestDatabase.create();
        database.execute("CREATE TABLE data_container (ID float)");
        System.setProperty("readme.directory", directory.toString());
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {directory.toUri().toURL()});
                DefaultCamelContext context = new DefaultCamelContext()) {
            Class<?> readme = loader.loadClass("Readme");
            readme.getMethod("embed", CamelContext.class, DataSource.class)
                    .invoke(null, context, database.dataSource());
            context.start();
            Files.writeString(directory.resolve("a.txt"), "1.5\n");
            await().until(() -> database.column("SELECT id FROM data_container"), List.of("1.5")::equals);
        }
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()})) {
            Class<?> readme = loader.loadClass("Readme");
            FileWatcher fido = FileWatcher.watch(directory.toString())
                    .named("alone")
                    .insert("INSERT INTO data_container (ID) VALUES (%s)")
                    .tell(new TailEvents() {})
                    .into(database.dataSource());
            Thread barking = new Thread(() -> bark(readme, fido));
            barking.start();
            await().until(() -> database.column("SELECT id FROM data_container"), List.of("1.5", "1.5")::equals);
            fido.close();
            barking.join(TimeUnit.SECONDS.toMillis(20));
            assertThat(barking.isAlive()).isFalse();
        }
    }

    @Test
    void maven_commands_are_those_of_the_pom() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        assertThat(pom)
                .contains(
                        "<artifactId>exec-maven-plugin</artifactId>",
                        "<mainClass>" + Main.class.getName() + "</mainClass>");
        assertThat(commands())
                .filteredOn(command -> command.startsWith("mvn"))
                .containsExactly(
                        "mvn -q compile exec:java", "mvn -q compile exec:java -Dexec.args=demo", "mvn -B verify");
        assertThat(Files.readString(Path.of(".ci/run"))).endsWith("mvn -B verify\n");
    }

    /** The three steps and every {@code bin/jumbo} line, with the distribution, from a directory of its own. */
    @Test
    void three_steps_and_every_command_work_with_the_distribution() throws Exception {
        JumboProcess.unpackedIn(directory);
        Files.createDirectories(directory.resolve("data"));
        try (JumboProcess jumbo = JumboProcess.startCommand(directory, Map.of(), List.of(JUMBO, "run"))
                .awaitStarted()) {
            assertThat(jumbo.output())
                    .contains("Rows go to:   embedded PostgreSQL on 127.0.0.1:", "Look at them: psql -h 127.0.0.1 -p ");
            String echo = commands().stream()
                    .filter(c -> c.startsWith("echo"))
                    .findFirst()
                    .orElseThrow();
            assertThat(jumbo.output()).contains("Try it:       " + echo);
            assertThat(shell(echo)).isEmpty();
            String select = commands().stream()
                    .filter(c -> c.startsWith("psql"))
                    .findFirst()
                    .orElseThrow();
            jumbo.awaitAnswer(select.substring(select.indexOf("SELECT"), select.lastIndexOf('"')), "1.5");
            assertThat(shell("printf 'abc\\n' >> data/example.txt")).isEmpty();
            jumbo.awaitAnswer("SELECT count(*) FROM jumbo_dead_letters", "1");
            Files.writeString(
                    directory.resolve("data/room.csv"), blocks(README, "csv").get(0));
            for (String command : commands()) {
                if (command.startsWith("bin/jumbo") && !command.matches("bin/jumbo (run|demo)")) {
                    // a line of the file is a dead letter, and so check ends with 1
                    String ends = command.startsWith("bin/jumbo check") ? " || test $? -eq 1" : "";
                    String called = command.replace("bin/jumbo", JUMBO);
                    assertThat(shell(ends.isEmpty() ? called : called.replaceFirst("\\s+#.*", "") + ends))
                            .as(command)
                            .doesNotContain("jumbo: ");
                }
            }
            assertThat(jumbo.stop()).isZero();
        }
        JumboProcess.installedIn(directory.resolve(DemoCommand.DIRECTORY));
        try (JumboProcess demo = JumboProcess.startCommand(directory, Map.of(), List.of(JUMBO, "demo"))) {
            demo.awaitOutput("fake_data.txt");
            assertThat(demo.stop()).isZero();
        }
    }

    private void arrives(TestDatabase database) throws IOException {
        Files.writeString(directory.resolve("b.txt"), "2026-11-24 12:00:00+00,12.345\n");
        await().atMost(Duration.ofSeconds(30))
                .until(() -> database.column("SELECT grams FROM weights"), List.of("12.345")::equals);
    }

    private static TestDatabase weights() {
        TestDatabase database = TestDatabase.create();
        database.execute("CREATE TABLE weights (taken_at timestamptz, grams numeric(8,3))");
        return database;
    }

    private static void bark(Class<?> readme, FileWatcher fido) {
        try {
            readme.getMethod("alone", FileWatcher.class).invoke(null, fido);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e instanceof InvocationTargetException ? e.getCause() : e);
        }
    }

    /** Runs a line in a shell, in the working directory, and returns what it prints. */
    private String shell(String line) throws IOException, InterruptedException {
        Path output = Files.createTempFile(directory, "shell", ".log");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        Process process = shell.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(line).isTrue();
        assertThat(process.exitValue())
                .as("%s: %s", line, Files.readString(output))
                .isZero();
        return Files.readString(output);
    }

    private static void load(CamelContext context, Resource resource) throws Exception {
        PluginHelper.getRoutesLoader(context).loadRoutes(resource);
    }

    /** Every command line of the shell snippets, without its comment. */
    private static List<String> commands() {
        return COMMANDS.stream()
                .flatMap(page -> blocks(page, "sh").stream())
                .flatMap(String::lines)
                .map(line -> line.replaceFirst(" +#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .distinct()
                .toList();
    }

    private static List<String> blocks(String page, String language) {
        List<String> blocks = new ArrayList<>();
        Matcher block = BLOCK.matcher(text(page));
        while (block.find()) {
            if (block.group(1).equals(language)) {
                blocks.add(block.group(2));
            }
        }
        assertThat(blocks).as("%s in %s", language, page).isNotEmpty();
        return blocks;
    }

    private static String text(String page) {
        try {
            return Files.readString(Path.of(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
