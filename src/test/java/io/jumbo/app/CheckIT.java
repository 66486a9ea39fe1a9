package io.jumbo.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.FileWatcher;
import io.jumbo.support.TestDatabase;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} sees what {@code run} sees, does what it does, and keeps nothing of it. */
class CheckIT {

    private static final String INSERT = "INSERT INTO m (name, v) VALUES (%s, %s)";

    @TempDir
    Path workplace;

    private final TestDatabase database = TestDatabase.create();
    private Path data;
    private String insert = INSERT;
    private String more = "";
    private String user = "postgres";
    private String told;

    @BeforeEach
    void table() throws IOException {
        data = Files.createDirectory(workplace.resolve("data"));
        database.execute("CREATE TABLE m (name text UNIQUE, v numeric(8,3), note text DEFAULT 'none')");
    }

    private int check(String... arguments) throws IOException {
        Files.writeString(
                workplace.resolve("application.properties"),
                "jumbo.directory = " + data + "\njumbo.watch = lab\njumbo.insert = " + insert + "\n" + more);
        CheckRun run = CheckRun.in(workplace, database, user, arguments);
        told = run.told();
        assertThat(database.count("m")).as("rows after a check").isLessThanOrEqualTo(rows);
        return run.code();
    }

    private long rows;

    private void file(String name, String content) throws IOException {
        Files.createDirectories(data.resolve(name).getParent());
        Files.writeString(data.resolve(name), content, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** What a watch makes of the files that are there now. */
    private void run(long rowsThen) throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(FileWatcher.watch(data.toString())
                    .named("lab")
                    .insert(INSERT)
                    .every(Duration.ofMillis(20))
                    .into(database.dataSource()));
            context.start();
            Awaitility.await().until(() -> database.count("m") == rowsThen);
        }
        rows = rowsThen;
    }

    @Test
    void lines_are_shown_as_the_rows_of_the_table() throws IOException {
        file("a.txt", "x,1.23456\ny,2\n");
        assertThat(check()).isZero();
        assertThat(told)
                .contains("  line 1: row (x, 1.235, none)\n  line 2: row (y, 2.000, none)\nnothing was written\n");
        insert = "SELECT length(%s), length(%s)";
        assertThat(check()).isZero();
        assertThat(told).contains("  line 1: fields (x, 1.23456)\n");
    }

    @Test
    void a_line_for_which_the_statement_does_nothing_is_no_row() throws IOException {
        file("a.txt", "x,1\nx,2\n");
        insert = INSERT + " ON CONFLICT DO NOTHING";
        assertThat(check()).isZero();
        assertThat(told)
                .contains("  line 1: row (x, 1.000, none)\n  line 2: no row: the statement does nothing for it");
    }

    @Test
    void it_ends_with_1_if_a_line_would_not_become_a_row() throws IOException {
        file("a.txt", "x,1\ny,abc\n");
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("  line 1: row (x, 1.000, none)\n  line 2: rejected, SQLSTATE 22P02: ");
    }

    @Test
    void of_a_file_that_is_written_the_lines_behind_are_shown_or_the_first_ones_again() throws Exception {
        file("a.txt", "x,1\ny,2\n");
        run(2);
        assertThat(check()).isZero();
        assertThat(told).contains("written to its end; its first lines again:\n  line 1: in the table already: ");
        file("a.txt", "z,3\n");
        assertThat(check()).isZero();
        assertThat(told).contains("2 lines of it are written; those behind them:\n  line 3: row (z, 3.000, none)\n");
        file("a.txt", "x,4\n");
        assertThat(check()).as("a line that run would reject").isEqualTo(1);
    }

    // ---- files with a header

    @Test
    void header_names_values_and_what_is_left_out_are_told() throws IOException {
        insert = "INSERT INTO m (name, v, note) VALUES (%(Name)s, %(Volt)s, %(header:Serial)s)";
        more = "jumbo.comment-prefix = #\njumbo.skip = ^--\n";
        file("a.txt", "Serial: K-7\n\nName,Volt\nx,1\n# late\ny,2\n--\n# later\nz,3\nName,Volt\nu,4\n");
        assertThat(check()).isZero();
        assertThat(told).contains("""
                        header:     lines 1 to 3: Serial: K-7 … Name,Volt
                        names:      Name, Volt
                        value:      header:Serial = K-7
                        no data:    2 by comment-prefix, first line 5: # late
                                    1 by skip, first line 7: --
                                    1 by names again, first line 10: Name,Volt
                        data:       4 of 11 lines
                          line 4: row (x, 1.000, K-7)
                        """);
    }

    @Test
    void value_that_no_line_above_the_data_gives_is_told() throws IOException {
        insert = "INSERT INTO m (name, v, note) VALUES (%(Name)s, %(Volt)s, %(header:Operator)s)";
        file("a.txt", "Name,Volt\nx,1\n");
        assertThat(check()).isZero();
        assertThat(told).contains("value:      header:Operator = NULL: no line above the first data line gives it\n");
    }

    @Test
    void header_that_is_not_over_is_told_and_ends_with_1() throws IOException {
        more = "jumbo.header-end = ^.data.\n";
        file("a.txt", "x\n[DATA]\ny,1\n");
        assertThat(check()).isEqualTo(1);
        assertThat(told)
                .contains("a.txt: its header is not over: jumbo.header-end = ^.data. is found in none of its 3 lines");
    }

    @Test
    void name_that_the_file_does_not_have_is_told_with_those_that_it_has() throws IOException {
        insert = "INSERT INTO m (name, v) VALUES (%(Name)s, %(Volts)s)";
        more = "jumbo.header-lines = 1\n";
        file("a.txt", "Name,Volt\nx,1\n");
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("its header has no field named Volts; its names are Name, Volt.");
    }

    @Test
    void data_line_that_looks_like_a_header_is_warned_of() throws IOException {
        database.execute("ALTER TABLE m ALTER v TYPE text");
        file("a.txt", "Name,Volt\n" + "x1,1\n".repeat(12));
        insert = "INSERT INTO m (note, v) VALUES (%s, %s)";
        assertThat(check()).isZero();
        assertThat(told).contains("warning:    line 1: Name,Volt holds no number, unlike the other data lines");
    }

    @Test
    void file_of_which_half_is_left_out_is_warned_of() throws IOException {
        more = "jumbo.only = ^G\n";
        file("a.txt", "G1,1\nH1,2\nG2,3\nH2,4\n");
        assertThat(check()).isZero();
        assertThat(told)
                .contains("no data:    2 by only, first line 2: H1,2\n")
                .contains("warning:    half of its lines or more are left out: is that meant?\n");
    }

    @Test
    void nearest_name_is_told() throws IOException {
        insert = "INSERT INTO m (name, v) VALUES (%(Nane)s, %(Volt)s)";
        more = "jumbo.header-lines = 1\n";
        file("a.txt", "Name,Volt\nx,1\n");
        assertThat(check()).isEqualTo(1);
        assertThat(told)
                .contains("has no field named Nane; its names are Name, Volt.")
                .contains("Did you mean Name?");
    }

    @Test
    void footer_behind_the_data_is_no_mistake() throws IOException {
        insert = "INSERT INTO m (name, v) VALUES (%(Name)s, %(Volt)s)";
        more = "jumbo.data-end = ^total\njumbo.header-end = ^Name\n";
        file("a.txt", "made by hand\nName,Volt\nx,1\n\ny,2\ntotal,3\n\nsigned: me\n");
        assertThat(check()).isZero();
        assertThat(told).contains("""
                        header:     lines 1 to 2: made by hand … Name,Volt
                        names:      Name, Volt
                        no data:    3 by data-end, up to the next header's end, first line 6: total,3
                                    1 blank
                        data:       2 of 8 lines
                        """);
    }

    @Test
    void option_that_leaves_out_all_lines_is_told() throws IOException {
        more = "jumbo.only = ^G\njumbo.comment-prefix = #\n";
        file("a.txt", "# made by hand\nx,1\ny,2\n");
        assertThat(check()).isZero();
        assertThat(told)
                .contains(
                        "warning:    all of its lines are left out, 1 by jumbo.comment-prefix = #, 2 by jumbo.only = ^G:"
                                + " no row comes of it. Is that meant?");
    }

    @Test
    void lines_of_records_that_are_left_out_are_counted() throws IOException {
        insert = "INSERT INTO m (name, note) VALUES (%(line)s, %(file_name)s)";
        more = "jumbo.record-start = ^B\njumbo.only = good\n";
        file("a.txt", "B\ngood\nB\nbad\n1\nB\ngood\nB\n");
        check();
        assertThat(told)
                .contains("no data:    3 by only, first line 3: B␊bad␊1")
                .contains("data:       5 of 8 lines")
                .contains("2 bytes at its end are no complete line yet");
        more += "jumbo.record-timeout = 1s\n";
        check();
        assertThat(told)
                .contains("no data:    4 by only")
                .contains("data:       4 of 8 lines")
                .doesNotContain("at its end");
    }

    @Test
    void long_file_is_not_read_whole() throws IOException {
        more = "jumbo.only = ^G\n";
        try (RandomAccessFile file = new RandomAccessFile(data.resolve("a.txt").toFile(), "rw")) {
            byte[] lines = "x,1234567890123\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 17; i++) {
                file.write(lines);
            }
            file.setLength(1L << 40); // which nobody waits for
        }
        assertThat(check()).isZero();
        assertThat(told)
                .contains("1048576 by jumbo.only = ^G")
                .contains("these are its first 16,777,216 bytes of 1,099,511,627,776; the others were not looked at");
    }

    @Test
    void an_unknown_name_and_a_statement_that_takes_nothing_are_refused_as_run_would_pause() throws IOException {
        file("a.txt", "x,1\n");
        insert = "INSERT INTO m (name, note) VALUES (%s, %(device)s)";
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("nothing is known under the name device").doesNotContain("accepted by the server");
        insert = "INSERT INTO m (name) VALUES ('x')";
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("the statement takes nothing from a line: write %s");
    }

    @Test
    void a_name_that_a_step_of_the_route_may_set_is_told() throws IOException {
        file("a.txt", "x\n");
        Path routes = Files.createDirectory(workplace.resolve("routes"));
        Files.copy(Path.of("routes/watches.camel.yaml"), routes.resolve("watches.camel.yaml"));
        String route = Files.readString(Path.of("routes/watch.camel.yaml"));
        String step = "                - setProperty:\n                    id: keep-chunk\n";
        assertThat(route).contains(step);
        Files.writeString(
                routes.resolve("watch.camel.yaml"),
                route.replace(
                        step,
                        "                - setHeader:\n                    name: device\n                    constant: d7\n"
                                + step));
        insert = "INSERT INTO m (name, note) VALUES (%s, :?device)";
        assertThat(check()).isZero();
        assertThat(told).contains(":?device must be set by a step of the route; it is NULL here");
    }

    @Test
    void a_directory_that_is_not_there_is_told() throws IOException {
        Files.delete(data);
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("directory:  " + data + " is not there; run would wait for it");
    }

    @Test
    void files_that_no_pattern_names_are_told_with_what_is_in_the_way() throws IOException {
        assertThat(check()).as("nothing has arrived yet").isZero();
        file("DATA001.TXT", "x,1\n");
        file("sub/x.csv", "x,1\n");
        assertThat(check()).isEqualTo(1);
        assertThat(told)
                .contains("file:       none in " + data
                        + " matches **/*.txt; there is DATA001.TXT, which differs in case; 1 other (sub/x.csv)");
        assertThat(check("--file", data.resolve("sub/x.csv").toString())).isEqualTo(1);
        assertThat(told)
                .contains("run would not read it: no pattern of **/*.txt names it", "  line 1: row (x, 1.000, none)");
        Path elsewhere = Files.writeString(workplace.resolve("b.txt"), "y,1\n");
        assertThat(check("--file", elsewhere.toString())).isEqualTo(1);
        assertThat(told).contains("run would not read it: it is not in " + data, "  line 1: row (y, 1.000, none)");
    }

    @DisabledOnOs(OS.WINDOWS)
    @Test
    void it_sees_the_files_that_run_sees() throws Exception {
        Path elsewhere = Files.createDirectory(workplace.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("a\\b 50%20+.txt"), "x,1\n");
        Files.createSymbolicLink(data.resolve("link"), elsewhere);
        Files.createSymbolicLink(data.resolve("loop"), data);
        Files.createSymbolicLink(data.resolve("up"), workplace);
        file(".hidden/c.txt", "y,1\n");
        file(".d.txt", "z,1\n");
        assertThat(check()).isZero();
        assertThat(told)
                .containsPattern("file:       .*a\\\\b 50%20\\+\\.txt\n")
                .contains("row (x, 1.000, none)");
        run(1);
        assertThat(database.column("SELECT name FROM m")).containsExactly("x");
        more = "jumbo.include = **/.d.txt\n";
        assertThat(check()).isZero();
        assertThat(told).contains("row (z, 1.000, none)");
    }

    @Test
    void a_file_that_cannot_be_read_is_told() throws IOException {
        assertThat(check("--file", data.resolve("none.txt").toString())).isEqualTo(1);
        assertThat(told).contains("it cannot be read (java.nio.file.NoSuchFileException: ");
        file("cr.txt", "1,2\r3,4\r");
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("set jumbo.line-end = cr");
    }

    @Test
    void rights_that_are_missing_are_told() throws Exception {
        file("a.txt", "x,1\n");
        run(1);
        database.execute(
                "DO $$ BEGIN CREATE ROLE checker LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
                        + " GRANT SELECT ON jumbo_offsets, jumbo_dead_letters TO checker; GRANT INSERT, SELECT ON m TO checker");
        user = "checker";
        assertThat(check()).isEqualTo(1);
        assertThat(told)
                .contains(
                        "GRANT INSERT, UPDATE, DELETE ON public.jumbo_offsets TO checker;",
                        "GRANT INSERT, UPDATE, DELETE ON public.jumbo_dead_letters TO checker;");
        database.execute("GRANT ALL ON jumbo_offsets, jumbo_dead_letters TO checker");
        assertThat(check()).isZero();
        database.execute("REVOKE INSERT ON m FROM checker");
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("permission denied for table m");
        database.execute("DROP TABLE jumbo_offsets; REVOKE CREATE ON SCHEMA public FROM PUBLIC");
        assertThat(check()).isEqualTo(1);
        assertThat(told).contains("Jumbo's own tables are missing and may not be created");
        assertThat(told).as("to paste as it is").contains("\nBEGIN;\nSET LOCAL search_path TO public;\nCREATE TABLE");
    }
}
