package io.jumbo.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.jumbo.support.InterceptedDataSource;
import io.jumbo.support.TestDatabase;
import io.jumbo.write.failure.Rejection;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few lines are written with the statement itself: a way for many would take more round trips than there are lines. */
class FewLinesIT {

    private static final TestDatabase DATABASE = TestDatabase.create();
    private static final String INSERT = "INSERT INTO t VALUES (%s)";

    @TempDir
    Path directory;

    private final AtomicInteger copies = new AtomicInteger();
    private final DataSource counted = new InterceptedDataSource(DATABASE.dataSource(), call -> {
        if (call.method().equals("writeToCopy")) {
            copies.incrementAndGet();
        }
        return call.proceed();
    });

    @BeforeEach
    void clear() {
        DATABASE.cleared();
        DATABASE.execute("CREATE TABLE t (v int)");
    }

    @Test
    void sixteen_lines_need_no_copy_and_seventeen_do() throws Exception {
        ChunkWriting writing = ChunkWriting.ofFewOrMany(directory, counted);
        writing.write(INSERT, numbers(16));
        assertThat(copies).hasValue(0);
        writing.write(INSERT, numbers(17));
        assertThat(copies).hasPositiveValue();
        assertThat(DATABASE.count("t")).isEqualTo(33);
    }

    @Test
    void bad_line_among_few_costs_that_line() throws Exception {
        Written written = ChunkWriting.ofFewOrMany(directory, counted)
                .write(INSERT, "1", "x", "3")
                .get(0);
        assertThat(DATABASE.column("SELECT v FROM t ORDER BY v")).containsExactly("1", "3");
        assertThat(written.rejections()).extracting(Rejection::sqlState).containsExactly("22P02");
        assertThat(copies).hasValue(0);
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
    }
}
