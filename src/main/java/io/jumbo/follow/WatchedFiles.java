package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What a watch remembers of its files, by path. A cache only. For one thread at a time: the poll, or who holds the lock of {@link Follower}. */
final class WatchedFiles {

    private final Map<String, WatchedFile> files = new HashMap<>();
    private final Map<String, Met> met = new HashMap<>();

    /** Those that are waited for, and perhaps some that are no more: few of ten thousand. */
    private final Set<WatchedFile> waiting = new HashSet<>();

    private long poll;
    private long begunAt;

    /**
     * A poll begins.
     *
     * @param now as {@link Watch#now()}
     */
    void pollBegins(long now) {
        poll++;
        begunAt = now;
    }

    /** The file that the present poll has met under a name, if an earlier one met it under the same one. */
    Optional<Met> metAgain(String name) {
        Optional<Met> again = Optional.ofNullable(met.get(name));
        again.ifPresent(file -> file.watched().seenIn(poll, begunAt));
        return again;
    }

    /** The file at a path, which the present poll has met under a name. */
    Met met(String name, String path, Path file) {
        Met first = new Met(at(path), file);
        first.watched().seenIn(poll, begunAt);
        met.put(name, first);
        return first;
    }

    WatchedFile at(String path) {
        return files.computeIfAbsent(path, WatchedFile::new);
    }

    /** The most bytes that were seen of the present content of a file, 0 if it is not remembered. */
    long seenBytes(FileOffset offset) {
        return find(offset.path()).map(file -> file.seenBytes(offset)).orElse(0L);
    }

    /**
     * When a file that has changed can be read.
     *
     * @param path of the file; absent if it may be any
     * @param isNew whether a file has appeared there
     * @return nothing if no poll would meet it, or if it has failed and has its time
     */
    Optional<Long> readableAt(Optional<String> path, boolean isNew, long now) {
        Optional<WatchedFile> file = path.flatMap(this::find);
        return file.isPresent()
                ? file.get().agenda().freeAt(now)
                : Optional.of(now).filter(any -> isNew);
    }

    /** A file that is known. */
    Optional<WatchedFile> find(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** Whether polls meet a file there by themselves. */
    boolean isMet(String path) {
        return find(path).filter(file -> file.wasSeenSince(poll - 1)).isPresent();
    }

    /**
     * The files that the last two polls did not meet, and none for so long: a rename takes a moment, and two polls may be made in less.
     *
     * @param nanos between two polls that are made in their time
     */
    List<WatchedFile> notMetFor(long nanos) {
        return files.values().stream()
                .filter(file -> !file.wasSeenSince(poll - 1) && begunAt - file.seenAt() >= nanos)
                .toList();
    }

    /** Whether a file looks as it did when it was last read to its end. */
    boolean isExamined(String path, Path file) {
        return find(path)
                .flatMap(known -> Disk.observe(file).filter(known::isExamined))
                .isPresent();
    }

    /** Something was found out about a file: it may be that it is waited for, or is no more. */
    void mayWait(WatchedFile file) {
        if (file.isWaitedFor() && files.get(file.path()) == file) {
            waiting.add(file);
        } else {
            waiting.remove(file);
        }
    }

    /** Whether any is looked into again when some time has passed. */
    boolean anyWaits() {
        waiting.removeIf(file -> !file.isWaitedFor());
        return !waiting.isEmpty();
    }

    int size() {
        return files.size();
    }

    /** Whether these are all there are. */
    boolean areAll(List<WatchedFile> some) {
        return some.size() == size();
    }

    void remove(List<WatchedFile> gone) {
        gone.forEach(file -> files.remove(file.path()));
        gone.forEach(waiting::remove);
        met.values().removeIf(file -> files.get(file.watched().path()) != file.watched());
    }

    /** Has every file looked into again. */
    void forgetExamined() {
        files.values().forEach(WatchedFile::forgetExamined);
    }

    /** Has the second names of files looked into again: the first ones may be gone. */
    void forgetLinks() {
        files.values().stream().filter(WatchedFile::isLinked).forEach(WatchedFile::forgetExamined);
    }

    /** Has those files looked into again whose stored offset is not where they were read to. */
    void compare(List<FileOffset> stored) {
        Map<String, FileOffset> byPath =
                stored.stream().collect(Collectors.toMap(FileOffset::path, Function.identity()));
        files.forEach((path, file) -> file.compare(Optional.ofNullable(byPath.get(path))));
    }
}
