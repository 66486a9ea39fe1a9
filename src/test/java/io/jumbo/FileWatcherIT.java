package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.jumbo.events.CountedEvents;
import io.jumbo.support.TestDatabase;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatcherIT {

    @TempDir
    Path directory;

    private final TestDatabase database = TestDatabase.create();
    private final MeterRegistry counters = new SimpleMeterRegistry();

    @Test
    void lines_appended_in_an_existing_context_become_rows() throws Exception {
        database.execute("CREATE TABLE data_container (ID FLOAT PRIMARY KEY NOT NULL)");
        FileWatcher fido = FileWatcher.watch(directory.toString())
                .insert("INSERT INTO data_container (ID) VALUES (%s)")
                .every(Duration.ofMillis(50))
                .into(database.dataSource());
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("jumboCounters", new CountedEvents(counters));
            context.addRoutes(fido);
            context.start();
            Files.writeString(directory.resolve("a.txt"), "1.5\n2.5\nabc\n3.");
            await().untilAsserted(() -> assertThat(database.column("SELECT id FROM data_container ORDER BY id"))
                    .containsExactly("1.5", "2.5"));
            Files.writeString(directory.resolve("a.txt"), "5\n", StandardOpenOption.APPEND);
            await().untilAsserted(() -> assertThat(database.column("SELECT id FROM data_container ORDER BY id"))
                    .containsExactly("1.5", "2.5", "3.5"));
        }
        assertThat(counters.get("jumbo.rows.written").counter().count()).isEqualTo(3);
        assertThat(counters.get("jumbo.lines.rejected").counter().count()).isEqualTo(1);
        assertThat(database.column("SELECT path || next_byte || ' ' || lines FROM jumbo_offsets"))
                .containsExactly("a.txt16 4");
        assertThat(database.column("SELECT line_number || ' ' || first_byte || ' ' || sqlstate || ' ' || reason FROM"
                        + " jumbo_dead_letters"))
                .containsExactly("3 8 22P02 invalid input syntax for type double precision: \"abc\"");
    }
}
