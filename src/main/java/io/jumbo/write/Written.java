package io.jumbo.write;

import io.jumbo.tail.Chunk;
import io.jumbo.write.failure.Rejection;
import java.util.List;

/**
 * What became of a chunk, valid once its transaction is committed.
 *
 * @param chunk that was written
 * @param rows what that made in the table, as the server says: a line that DO NOTHING passes over makes none; one for each line where it does not say (a call, a query)
 * @param rejections lines that became dead letters, in file order
 * @param onCommit what the writer wants to know of the commit
 */
public record Written(Chunk chunk, long rows, List<Rejection> rejections, Runnable onCommit) {

    public Written {
        rejections = List.copyOf(rejections);
    }

    /** Tells the writer that the transaction was committed. */
    public void committed() {
        onCommit.run();
    }
}
