package io.jumbo.route;

import io.jumbo.option.FileOrder;
import java.io.File;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.camel.component.file.GenericFile;

/**
 * The order in which a poll hands out files, as the file endpoint's {@code sorter}. It is by the path below the watched directory, with
 * forward slashes, code point by code point; or by the time of the last change first.
 */
final class FileSorter {

    private static final Comparator<GenericFile<File>> BY_NAME =
            Comparator.comparing(FileSorter::codePoints, Arrays::compare);

    private FileSorter() {}

    static Comparator<GenericFile<File>> of(FileOrder order) {
        return order == FileOrder.MODIFIED
                ? Comparator.<GenericFile<File>>comparingLong(GenericFile::getLastModified)
                        .thenComparing(BY_NAME)
                : BY_NAME;
    }

    private static int[] codePoints(GenericFile<File> file) {
        return file.getRelativeFilePath().replace('\\', '/').codePoints().toArray();
    }
}
