package io.jumbo.follow;

import java.io.Closeable;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was only read: nothing is lost if that fails. */
final class Closing {

    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private Closing() {}

    static void close(Closeable file) {
        try {
            file.close();
        } catch (IOException e) {
            LOG.debug("a file cannot be closed; the system does that with the process", e);
        }
    }
}
