package io.jumbo.write;

import io.jumbo.tail.Chunk;
import java.util.List;

/**
 * What became of a chunk, valid once its transaction is committed.
 *
 * @param chunk that was written
 * @param rows lines the template was executed for
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
