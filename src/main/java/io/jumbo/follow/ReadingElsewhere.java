package io.jumbo.follow;

import io.jumbo.offset.FileOffset;
import io.jumbo.tail.HeldFile;
import io.jumbo.tail.TailReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Has what is left of an offset read in a file that is found elsewhere. For one thread at a time, as {@link WatchedFiles}. */
record ReadingElsewhere(Watch watch, WatchedFiles files, OpenFiles openFiles) {

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
        return Disk.ask(() -> opened(file, offset)).orElse(Answer.LATER);
    }

    private Answer opened(Path file, FileOffset offset) throws IOException {
        Optional<HeldFile> found = HeldFile.open(file, offset.id(), TailReader.observe(file));
        if (found.isEmpty()) {
            return Answer.NO;
        }
        Answer answer = Disk.ask(() -> found.get().continues(offset.progress()))
                .map(continues -> continues ? Answer.YES : Answer.NO)
                .orElse(Answer.LATER);
        if (answer == Answer.YES) {
            openFiles.add(found.get(), offset);
        } else {
            Closing.close(found.get());
        }
        return answer;
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
