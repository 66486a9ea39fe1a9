package io.jumbo.model;

/** One process that watches the directory. */
interface Instance {

    /** One poll, as its scheduler makes it. */
    void poll();

    /** A look at the files that have changed, one by one, as between two polls; nothing if the instance makes none. */
    default void look() {}

    /** All that is remembered between two polls is lost, as when the process is killed and started again. */
    void forget();

    /** Stops cleanly and starts again. */
    void restart() throws Exception;
}
