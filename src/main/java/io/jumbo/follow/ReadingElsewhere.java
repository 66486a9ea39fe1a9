package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has what is left of an offset read in a file that is found elsewhere. For one thread at a time, as {@link WatchedFiles}. */
final class ReadingElsewhere {

    private static final Logger LOG = LoggerFactory.getLogger(ReadingElsewhere.class);

    private final Watch watch;
    private final WatchedFiles files;
    private final OpenFiles openFiles;

    ReadingElsewhere(Watch watch, WatchedFiles files, OpenFiles openFiles) {
        this.watch = watch;
        this.files = files;
        this.openFiles = openFiles;
    }

    /** Whether what is left is read there. */
    enum Answer {
        /** By polls, which meet that name, or from now on by a handle. */
        YES,
        /** It cannot be looked into now, or too many are open: it is asked again. */
        LATER,
        NO
    }

    Answer in(Path file, FileOffset offset) {
        if (files.isMet(watch.path(file))) {
            return Answer.YES;
        } else if (!openFiles.hasRoom()) {
            return Answer.LATER;
        }
        try {
            Optional<HeldFile> found = HeldFile.open(file, offset.id(), TailReader.observe(file));
            if (found.isPresent() && found.get().continues(offset.progress())) {
                openFiles.add(found.get(), offset);
                return Answer.YES;
            }
            found.ifPresent(Closing::close);
            return Answer.NO;
        } catch (IOException e) {
            LOG.debug("{} cannot be looked into", file, e);
            return Answer.LATER;
        }
    }

    /** The first of several files in which it is read, now or later. */
    Answer inOneOf(List<Path> copies, FileOffset offset) {
        Answer answer = Answer.NO;
        for (Path copy : copies) {
            Answer here = in(copy, offset);
            if (here == Answer.YES) {
                return here;
            }
            answer = here == Answer.LATER ? here : answer;
        }
        return answer;
    }
}
