package io.jumbo.app.check;

import io.jumbo.listing.FilePatterns;
import io.jumbo.listing.Unmatched;
import io.jumbo.listing.WatchedDirectory;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Which files {@code run} would read, and which of them serves as an example. */
final class DirectoryQuestion {

    private final WatchOptions options;
    private final boolean made;

    /**
     * @param made whether {@code run} makes the directory where it is missing
     */
    DirectoryQuestion(WatchOptions options, boolean made) {
        this.options = options;
        this.made = made;
    }

    /** The file that the user named. */
    SampleFile named(Path file, Findings findings) {
        Path directory = WatchedDirectory.absolute(options);
        Path absolute = file.toAbsolutePath().normalize();
        findings.say("file", file.toString());
        if (!absolute.startsWith(directory)) {
            findings.wrong("", "run would not read it: it is not in " + options.get(Option.DIRECTORY));
            return new SampleFile(file, absolute.getFileName().toString(), false);
        }
        String path = directory.relativize(absolute).toString().replace(File.separatorChar, '/');
        boolean read = FilePatterns.of(options).accepts(path);
        if (!read) {
            findings.wrong(
                    "",
                    "run would not read it: no pattern of " + options.get(Option.INCLUDE) + " names it"
                            + (options.get(Option.EXCLUDE).isEmpty()
                                    ? ""
                                    : ", or one of jumbo.exclude = " + options.get(Option.EXCLUDE) + " does"));
        }
        return new SampleFile(file, path, read);
    }

    /** The file that was changed last. */
    Optional<SampleFile> newest(Findings findings) {
        String name = options.get(Option.DIRECTORY).toString();
        try {
            WatchedDirectory found = WatchedDirectory.of(options);
            found.unreadable()
                    .forEach(cause -> findings.wrong("unreadable", name + "/" + cause + "; run reads the others"));
            if (!found.complete()) {
                findings.say("directory", name + " has more than a million entries; only these were looked at");
            }
            if (found.newest().isEmpty()) {
                none(name, findings);
            }
            return found.newest().map(newest -> sample(newest, found.files(), findings));
        } catch (NoSuchFileException e) {
            if (made) {
                findings.say("directory", name + " is not there yet; run makes it");
            } else {
                findings.wrong("directory", name + " is not there; run would wait for it");
            }
        } catch (IOException e) {
            findings.wrong("directory", name + " cannot be listed (" + e + "); run would wait until it can");
        }
        return Optional.empty();
    }

    private SampleFile sample(WatchedDirectory.WatchedFile newest, long files, Findings findings) {
        findings.say(
                "file",
                options.get(Option.DIRECTORY).resolve(newest.path()) + (files == 1 ? "" : ", the newest of " + files));
        return new SampleFile(newest.file(), newest.path(), true);
    }

    private void none(String name, Findings findings) throws IOException {
        String none = "none in " + name + " matches " + options.get(Option.INCLUDE);
        Optional<Unmatched> unmatched = Unmatched.in(options);
        if (unmatched.isPresent()) {
            findings.wrong("file", none + "; " + unmatched.get());
        } else {
            findings.say("file", none + "; there is no file yet");
        }
    }
}
