package io.jumbo;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.route.HandPolledWatch;
import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.ManualClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import javax.sql.DataSource;
import org.apache.commons.dbcp2.BasicDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many new files at once cost a commit each and little else, whether they differ or not, and none waits for another one. */
class ManyFilesIT extends Scenario {

    private static final int FILES = 300;

    /** For what a poll does once: looking at all of them, the tables, what is compared now and then. */
    private static final int BESIDE = 30;

    private final AtomicInteger commits = new AtomicInteger();
    private final ManualClock clock = new ManualClock();

    enum Contents {
        DISTINCT(number -> "line of " + number + "\n"),
        EQUAL(number -> "OK\n"),
        EQUALLY_BEGINNING(number -> "time,value\n" + number + ",1\n"),
        OF_A_HEADER(number -> number % 2 == 0 ? "time,value\n" : "time,value\n" + number + ",1\n");

        private final IntFunction<String> content;

        Contents(IntFunction<String> content) {
            this.content = content;
        }
    }

    @ParameterizedTest
    @EnumSource
    void new_files_are_rows_with_the_first_poll_and_a_commit_each(Contents contents) throws Exception {
        long lines = 0;
        for (int i = 0; i < FILES; i++) {
            String content = contents.content.apply(i);
            append("run" + i + ".txt", content);
            lines += content.lines().count();
        }
        try (BasicDataSource pool = pool();
                HandPolledWatch watch = HandPolledWatch.start(() -> watch().into(counted(pool)), clock)) {
            watch.poll();
            assertThat(rows()).hasSize((int) lines);
            assertThat(commits.get()).isBetween(FILES, FILES + BESIDE);
            commits.set(0);
            clock.pass(Duration.ofSeconds(1));
            watch.poll();
            assertThat(commits.get()).as("nothing is new").isLessThan(BESIDE);
        }
    }

    private BasicDataSource pool() {
        BasicDataSource pool = new BasicDataSource();
        pool.setUrl("jdbc:postgresql://127.0.0.1:" + database.port() + "/" + database.name());
        pool.setUsername("postgres");
        pool.setDefaultAutoCommit(false);
        return pool;
    }

    private DataSource counted(DataSource pool) {
        return new InterceptedDataSource(pool, call -> {
            if (call.method().equals("commit")) {
                commits.incrementAndGet();
            }
            return call.proceed();
        });
    }
}
