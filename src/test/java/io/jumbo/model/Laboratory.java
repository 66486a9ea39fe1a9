package io.jumbo.model;

import io.jumbo.support.FailurePoint.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A directory, a store of rows and offsets, and one or two instances of a watch, which one script after the other uses. */
interface Laboratory extends AutoCloseable {

    /** Everything as if nothing had ever happened. */
    void clear() throws Exception;

    /** The watched directory. */
    Path data();

    /** Time passes for all of it. */
    void pass(Duration time);

    /** The n-th call to the store from now fails, counted from 1; everything after it works. */
    void fails(Failure kind, int call);

    /** The n-th call from now fails, and every later one: as far as the store can see, the process is gone. */
    void dies(Failure kind, int call);

    /** Something happens before the n-th call of the first instance from now. */
    void happensBefore(int call, Runnable deed);

    /** Nothing fails any more. */
    void calm() throws Exception;

    Instance first();

    /** The second instance, started if it was not. */
    Instance second() throws Exception;

    Optional<Instance> startedSecond();

    void hideDirectory() throws Exception;

    void showDirectory() throws Exception;

    void terminateConnections() throws Exception;

    /** Rows that came since the last time this was asked. */
    List<String> newRows() throws Exception;

    /** What is stored of the files, for a person. */
    String stored() throws Exception;

    /** What became dead letters, for a person. */
    List<String> deadLetters() throws Exception;

    @Override
    void close() throws IOException, SQLException;
}
