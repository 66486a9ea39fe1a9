package io.jumbo.write;

import io.jumbo.offset.FileOffset;
import io.jumbo.offset.Offsets;
import io.jumbo.offset.Tables;
import io.jumbo.offset.Transaction;
import io.jumbo.option.DateOptions;
import io.jumbo.option.LineEnd;
import io.jumbo.option.LineFormat;
import io.jumbo.tail.Chunk;
import io.jumbo.tail.Learnt;
import io.jumbo.tail.Observation;
import io.jumbo.tail.Progress;
import io.jumbo.tail.ReadLimits;
import io.jumbo.tail.TailReader;
import io.jumbo.write.fields.FieldFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;

/** A real file and a real database, and the way from one to the other as the route goes it, chunk by chunk, but without a route. */
final class ChunkWriting {

    static final String WATCH = "bench";
    static final String PATH = "sub/a.txt";

    /** Whoever tries the ways for many lines need not write many. */
    private static final int EVERY_COUNT_IS_MANY = 0;

    private static final FieldFormat FORMAT = new FieldFormat(LineFormat.AUTO, ',', Optional.of('"'));

    private final Path directory;
    private final Path file;
    private final DataSource dataSource;
    private final ReadLimits limits;
    private boolean settled;
    private Learnt learnt = Learnt.NOTHING;
    private final ChunkWriter writer;

    ChunkWriting(Path directory, DataSource dataSource) throws Exception {
        this(directory, dataSource, new ReadLimits(4 << 20, 1 << 20, LineEnd.LF));
    }

    ChunkWriting(Path directory, DataSource dataSource, DateOptions dates) throws Exception {
        this(directory, dataSource, new ReadLimits(4 << 20, 1 << 20, LineEnd.LF), dates);
    }

    ChunkWriting(Path directory, DataSource dataSource, ReadLimits limits) throws Exception {
        this(directory, dataSource, limits, DateOptions.NONE);
    }

    private ChunkWriting(Path directory, DataSource dataSource, ReadLimits limits, DateOptions dates) throws Exception {
        this(
                directory,
                dataSource,
                limits,
                new ChunkWriter(WATCH, FORMAT, dates, new RejectRuns(), EVERY_COUNT_IS_MANY));
    }

    /** Lines of which another format makes fields, below lines that say something of them. */
    static ChunkWriting of(Path directory, DataSource dataSource, ReadLimits limits, FieldFormat format, Learnt learnt)
            throws Exception {
        ChunkWriting writing = new ChunkWriting(
                directory,
                dataSource,
                limits,
                new ChunkWriter(WATCH, format, DateOptions.NONE, new RejectRuns(), EVERY_COUNT_IS_MANY));
        writing.learnt = learnt;
        return writing;
    }

    /** As in the route, where few lines are written otherwise than many. */
    static ChunkWriting ofFewOrMany(Path directory, DataSource dataSource) throws Exception {
        return new ChunkWriting(
                directory,
                dataSource,
                new ReadLimits(4 << 20, 1 << 20, LineEnd.LF),
                new ChunkWriter(WATCH, FORMAT, DateOptions.NONE, new RejectRuns()));
    }

    private ChunkWriting(Path directory, DataSource dataSource, ReadLimits limits, ChunkWriter writer)
            throws Exception {
        this.writer = writer;
        this.directory = directory;
        this.file = directory.resolve(PATH);
        this.dataSource = dataSource;
        this.limits = limits;
        Files.createDirectories(file.getParent());
        Transaction.run(dataSource, connection -> {
            Tables.createMissing(connection);
            return null;
        });
    }

    /** From now on no gap is filled any more. */
    void settled() {
        settled = true;
    }

    /** Appends lines and writes all there are; each ends with a LF. */
    List<Written> write(String template, String... lines) throws SQLException, IOException {
        return write(template, (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Appends bytes and writes every complete line. */
    List<Written> write(String template, byte[] bytes) throws SQLException, IOException {
        Files.write(file, bytes, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        List<Written> all = new ArrayList<>();
        Optional<Long> endAt = Optional.empty();
        while (true) {
            try {
                int before = all.size();
                pass(template, endAt, all);
                if (endAt.isEmpty() || all.size() == before) {
                    return all;
                }
                endAt = Optional.empty();
            } catch (PartialChunkException e) {
                endAt = Optional.of(e.endAt());
            }
        }
    }

    private Chunk below(Chunk chunk) {
        return learnt.equals(Learnt.NOTHING)
                ? chunk
                : chunk.withRecords(
                        chunk.records().stream().map(line -> line.below(learnt)).toList());
    }

    private void pass(String template, Optional<Long> endAt, List<Written> all) throws SQLException, IOException {
        Observation now = TailReader.observe(file);
        FileOffset from = Transaction.run(dataSource, connection -> {
            Offsets offsets = Offsets.of(connection, WATCH);
            offsets.create(PATH, Progress.none(now.fileKey())); // unless it is there
            return offsets.find(PATH).orElseThrow();
        });
        try (TailReader reader = TailReader.open(file, from.id(), PATH, from.progress(), now, limits)) {
            endAt.ifPresent(reader::endAt);
            if (settled) {
                reader.settled();
            }
            Optional<Chunk> chunk = reader.next();
            while (chunk.isPresent()) {
                Chunk current = below(chunk.get());
                Written written = Transaction.run(
                        dataSource, connection -> writer.write(connection, template, current, Map.of()));
                written.committed();
                all.add(written);
                chunk = reader.next();
            }
        }
    }
}
