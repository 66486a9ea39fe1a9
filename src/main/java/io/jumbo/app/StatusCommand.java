package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import io.jumbo.events.Printable;
import io.jumbo.listing.Unmatched;
import io.jumbo.listing.WatchedDirectory;
import io.jumbo.offset.WrittenFile;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.tail.TailReader;
import io.jumbo.write.tables.RequiredTables;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Shows how far each file is written. */
@Command(
        name = "status",
        description =
                "Shows for each file how many of its bytes are written, wait or are lost, and which files are gone.")
final class StatusCommand implements Callable<Integer> {

    private static final String NOTHING = "nothing was written yet";

    private final Workplace workplace;

    @Spec
    private CommandSpec spec;

    StatusCommand(Workplace workplace) {
        this.workplace = workplace;
    }

    @Override
    public Integer call() {
        Settings settings = workplace.settings();
        Optional<Session> opened = Session.open(workplace);
        PrintWriter out = spec.commandLine().getOut();
        if (opened.isEmpty()) {
            out.println(NOTHING + Session.NONE);
            out.flush();
            return 0;
        }
        try (Session session = opened.get()) {
            Watches watches = session.watches(workplace, settings);
            List<WrittenFile> files = session.rollBack(connection -> {
                RequiredTables.makeOwn(connection);
                return WrittenFile.all(connection);
            });
            files.forEach(file -> out.println(described(file, watches)));
            out.println(files.isEmpty() ? NOTHING : files.size() + (files.size() == 1 ? " file" : " files"));
            watches.dormant().values().forEach(out::println);
            watches.all().stream().flatMap(options -> unread(options).stream()).forEach(out::println);
            out.flush();
            return 0;
        }
    }

    /** A sentence about a watch that reads no file although there are some, or cannot look for any. */
    static Optional<String> unread(WatchOptions options) {
        String front = options.watch() + ": ";
        String directory = options.get(Option.DIRECTORY).toString();
        try {
            if (WatchedDirectory.of(options).files() > 0) {
                return Optional.empty();
            }
            return Unmatched.in(options)
                    .map(files -> Printable.withoutControls(front + "no file in " + directory + " matches "
                            + options.get(Option.INCLUDE) + "; " + files));
        } catch (IOException e) {
            return Optional.of(Printable.withoutControls(front + "directory " + directory + " cannot be listed: " + e));
        }
    }

    /** One line. A file that is there again is not gone, whatever is stored: the process has not met it yet. */
    static String described(WrittenFile file, Watches watches) {
        OptionalLong size =
                watches.named(file.watch()).map(options -> size(file, options)).orElseGet(OptionalLong::empty);
        Optional<Instant> goneAt = size.isPresent() ? Optional.empty() : file.goneAt();
        return Printable.withoutControls(file.watch() + "  " + file.path()) + "  " + file.lines()
                + (file.lines() == 1 ? " line, " : " lines, ") + file.nextByte() + " bytes written"
                + (size.isPresent() ? ", " + Math.max(0, size.getAsLong() - file.nextByte()) + " waiting" : "")
                + (file.abandonedBytes() > 0 ? ", " + file.abandonedBytes() + " abandoned" : "")
                + ", last at " + file.updatedAt()
                + file.changedAt()
                        .map(time -> ", lines changed after they were written, last at " + time)
                        .orElse("")
                + goneAt.map(time -> ", gone since " + time).orElse("");
    }

    /** Absent if it cannot be looked at, or is not in the directory any more. */
    private static OptionalLong size(WrittenFile file, WatchOptions options) {
        try {
            return OptionalLong.of(
                    TailReader.observe(options.get(Option.DIRECTORY).resolve(file.path()))
                            .size());
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
