package io.jumbo.write;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.failure.Rejection;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;

/** Failures of the write package, for tests of those who have to deal with them. */
public final class Rejects {

    private Rejects() {}

    public static Rejection rejection(long firstByte, String sqlState, String reason) {
        byte[] content = "content of the line".getBytes(StandardCharsets.UTF_8);
        return new Rejection(LineRecord.stored(3, firstByte, content.length, content), sqlState, reason);
    }

    public static ConsecutiveRejectsException consecutive(String path, Rejection first) {
        return new ConsecutiveRejectsException(path, first);
    }

    public static PartialChunkException partial(long endAt) {
        return new PartialChunkException(endAt);
    }

    public static LostSessionException lostSession() {
        return new LostSessionException(new SQLException("Database connection failed when ending copy", "08006"));
    }
}
