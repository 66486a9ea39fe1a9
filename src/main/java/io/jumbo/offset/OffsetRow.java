package io.jumbo.offset;

import io.jumbo.offset.FileOffset.State;
import io.jumbo.tail.Evidence;
import io.jumbo.tail.Excerpt;
import io.jumbo.tail.Progress;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the columns of a row of {@code jumbo_offsets} mean, read and written. Pure. */
final class OffsetRow {

    /** What is learnt of a file begins with it if the file has said that the lower byte of a unit comes first. */
    private static final String LITTLE_ENDIAN = "LE ";

    private OffsetRow() {}

    /** The columns of a progress, in the order of all statements that set them, between the parameters before and behind them. */
    static Object[] parameters(List<Object> before, Progress progress, List<Object> after) {
        List<Object> parameters = new ArrayList<>(before);
        parameters.add(progress.nextByte());
        parameters.add(progress.lines());
        parameters.add(progress.fileKey().orElse(null));
        parameters.add(progress.evidence().head());
        parameters.add(progress.evidence().tail());
        parameters.add(progress.excerpt().map(Excerpt::head).orElse(null));
        parameters.add(progress.excerpt().map(Excerpt::tail).orElse(null));
        parameters.add(progress.modified().map(OffsetRow::utc).orElse(null));
        parameters.add(learnt(progress));
        parameters.addAll(after);
        return parameters.toArray();
    }

    private static String learnt(Progress progress) {
        return progress.littleEndian()
                ? LITTLE_ENDIAN + progress.learnt().orElse("")
                : progress.learnt().orElse(null);
    }

    private static String withoutOrder(String learnt) {
        return learnt.startsWith(LITTLE_ENDIAN) ? learnt.substring(LITTLE_ENDIAN.length()) : learnt;
    }

    static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    /** The row at which a result stands. */
    static FileOffset read(ResultSet row, StoredText text) throws SQLException {
        byte[] head = row.getBytes("head");
        byte[] tail = row.getBytes("tail");
        Optional<String> learnt = Optional.ofNullable(row.getString("learnt"));
        Progress progress = new Progress(
                row.getLong("next_byte"),
                row.getLong("lines"),
                Optional.ofNullable(row.getString("file_key")),
                new Evidence(row.getString("head_sha256"), row.getString("tail_sha256")),
                head == null || tail == null ? Optional.empty() : Optional.of(new Excerpt(head, tail)),
                Optional.ofNullable(row.getObject("modified_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                learnt.map(OffsetRow::withoutOrder).filter(words -> !words.isEmpty()),
                learnt.filter(words -> words.startsWith(LITTLE_ENDIAN)).isPresent());
        return new FileOffset(row.getLong("file_id"), text.read(row.getString("path")), progress, state(row));
    }

    private static State state(ResultSet row) throws SQLException {
        double replaced = row.getDouble("replaced_seconds_ago");
        Optional<Duration> replacedAgo =
                row.wasNull() ? Optional.empty() : Optional.of(Duration.ofMillis(Math.round(replaced * 1000)));
        return State.of(row.getBoolean("gone"), replacedAgo, row.getBoolean("same_file_goes_on"));
    }
}
