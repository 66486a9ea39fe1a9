package io.jumbo.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The watched directory, and the model of it: whatever is done to the one is done to the other. Every change has a time of its own, since a file
 * that changes twice in one tick of the kernel's clock and keeps size and inode cannot be told from one that did not.
 */
final class Disk {

    /** Names that match the pattern of the watch. */
    static final List<String> NAMES = List.of("a.txt", "a.1.txt", "a.2.txt", "b.txt", "c.txt", "sub/d.txt");

    /** How names begin to which files are moved that do not match. */
    static final String OUT = "out";

    private static final String ASIDE = "aside.tmp";
    private static final long FIRST_TIME = 1_700_000_000_000L;
    private static final int SPREAD = 40;
    private static final int STEP = 7919;

    private final Path directory;
    private final Ledger ledger;
    private final Map<String, ModelFile> files = new TreeMap<>();
    private final Set<String> used = new HashSet<>();

    /** Who had each name, the last one last. */
    private final Map<String, List<ModelFile>> bearers = new HashMap<>();

    /** Files that a living watch has met and that have no matching name any more. */
    private final List<ModelFile> gone = new ArrayList<>();

    /** Copies outside the pattern that hold what is owed of files that were cut since everything had settled. */
    private final List<CopyOut> copiesOut = new ArrayList<>();

    private record CopyOut(ModelFile copy, ModelFile file, String name) {}

    /** Whether one that was cut is among those that left since everything had settled. */
    private boolean cutOneLeft;

    private long changes;
    private int lines;

    /** An empty directory. */
    Disk(Path directory, Ledger ledger) throws IOException {
        this.directory = directory;
        this.ledger = ledger;
        Files.createDirectories(directory.resolve("sub"));
    }

    // ---- what is there

    ModelFile file(String name) {
        return files.get(name);
    }

    List<String> names() {
        return List.copyOf(files.keySet());
    }

    boolean has(String name) {
        return files.containsKey(name);
    }

    /** An existing file with a matching name, chosen by a number. */
    Optional<String> some(int number) {
        List<String> there = NAMES.stream().filter(this::has).toList();
        return there.isEmpty() ? Optional.empty() : Optional.of(there.get(number % there.size()));
    }

    /** A matching name that is free, chosen by a number. */
    Optional<String> free(int number) {
        List<String> free = NAMES.stream().filter(name -> !has(name)).toList();
        return free.isEmpty() ? Optional.empty() : Optional.of(free.get(number % free.size()));
    }

    /** A file that was moved to a name that does not match. A copy that no poll has met does not come back: its original may be anything by then. */
    Optional<String> movedOut() {
        return files.keySet().stream()
                .filter(name -> name.startsWith(OUT))
                .filter(name -> !Limit.COPY_THAT_LEAVES_UNREAD.isKept()
                        || !files.get(name).isCopy())
                .findFirst();
    }

    private static boolean matches(String name) {
        return NAMES.contains(name);
    }

    String newLines(int count, int width) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(ledger.newLine(width + lines++ * STEP % SPREAD));
        }
        return text.toString();
    }

    /** What the watch owes after a poll that nothing disturbed. */
    void polled() {
        matching().filter(ModelFile::isSteady).forEach(file -> {
            ledger.owe(file.lines());
            file.setHeld(true);
        });
        gone.forEach(file -> ledger.owe(file.lines()));
        gone.clear();
    }

    /** Another instance, which holds nothing of what left, looks before the watch does, and takes over what was cut. */
    void secondPolls() {
        files.values().stream().filter(ModelFile::isCut).forEach(file -> file.setHeld(false));
        if (Limit.UNREAD_AND_REPLACED_BEFORE_ANOTHER_INSTANCE.isKept()) {
            gone.removeIf(file -> !file.isRead());
        }
    }

    /** What the watch owes once nothing changes any more. */
    void settled() {
        copiesOut.stream()
                .filter(out -> files.containsValue(out.copy()))
                .filter(out ->
                        files.get(out.name()) == out.file() && !out.file().isMoved())
                .forEach(out -> ledger.owe(out.copy().lines()));
        copiesOut.clear();
        matching().forEach(file -> {
            ledger.owe(file.lines());
            file.setHeld(true);
            file.setMoved(false);
            file.setBack(false);
            file.setReplaced(false);
            file.setCut(false);
            file.setCopy(false);
        });
        gone.clear();
        cutOneLeft &= files.values().stream().anyMatch(ModelFile::isCopy); // one that is out of sight
    }

    /** The watch has lost its memory and its handles. */
    void handlesLost() {
        files.values().forEach(file -> file.setHeld(false));
        gone.clear();
    }

    private Stream<ModelFile> matching() {
        return files.entrySet().stream()
                .filter(entry -> matches(entry.getKey()))
                .map(Map.Entry::getValue);
    }

    // ---- what happens to it

    void create(String name, String text) throws IOException {
        Files.write(path(name), text.getBytes(ISO_8859_1), StandardOpenOption.CREATE_NEW);
        files.put(name, new ModelFile(text, used.add(name)));
        bears(name, files.get(name));
        stamp(name);
    }

    void delete(String name) throws IOException {
        Files.delete(path(name));
        leaves(files.remove(name));
    }

    /** Renames; what bears the other name is lost. */
    void rename(String from, String to) throws IOException {
        if (!from.equals(to)
                && !isStuck(from)
                && !(has(to) && isUntraceable(to))
                && mayComeBack(from, to)
                && !isTakenFor(from, to)) {
            move(from, to);
        }
    }

    /** Whether it is a copy that would be taken for the file that had this name before it. */
    private boolean isTakenFor(String from, String to) {
        return files.get(from).isCopy()
                && (continuesLast(files.get(from), to) || isBeginningOfLast(files.get(from), to));
    }

    /** Whether a file is how the last one of this name begins, of which more may not have been read by then. */
    private boolean isBeginningOfLast(ModelFile file, String name) {
        List<ModelFile> before = bearers.getOrDefault(name, List.of());
        return Limit.RENAMED_AND_REPLACED_WITH_OLD_LINES.isKept()
                && !before.isEmpty()
                && before.get(before.size() - 1).text().startsWith(file.text());
    }

    /** Whether a file begins with all that the last one of this name holds, which is gone or may be there under another name. */
    boolean continuesLast(ModelFile file, String name) {
        List<ModelFile> before = bearers.getOrDefault(name, List.of());
        return Limit.RENAMED_AND_REPLACED_WITH_OLD_LINES.isKept()
                && !before.isEmpty()
                && file.text().startsWith(before.get(before.size() - 1).text());
    }

    /** Whether files were lost under this name of which nothing was read. */
    boolean hadUnread(String name) {
        return Limit.COPY_WITH_THE_INODE_OF_ONE_UNREAD.isKept()
                && bearers.getOrDefault(name, List.of()).stream()
                        .anyMatch(file -> !files.containsValue(file)
                                && file.lines().stream().noneMatch(ledger::isOwed));
    }

    private boolean mayComeBack(String from, String to) {
        ModelFile file = files.get(from);
        return file.isHeld() || !Limit.CAME_BACK_WITHOUT_A_HANDLE.isKept() || !comesBack(file, to);
    }

    /** Whether it had this name, and another one had it later. */
    private boolean comesBack(ModelFile file, String to) {
        List<ModelFile> before = bearers.getOrDefault(to, List.of());
        return before.contains(file) && before.get(before.size() - 1) != file;
    }

    private void bears(String name, ModelFile file) {
        file.setBack(file.isBack() || comesBack(file, name));
        bearers.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
    }

    /** Whether it may not be renamed before everything has settled. */
    private boolean isStuck(String name) {
        return isUntraceable(name)
                || (Limit.RENAMED_AND_REPLACED_WITH_OLD_LINES.isKept()
                        && files.get(name).isReplaced());
    }

    /** Whether it may not lose its name at all before that. */
    boolean isUntraceable(String name) {
        ModelFile file = files.get(name);
        return Limit.CUT_AND_RENAMED_WITHOUT_A_HANDLE.isKept() && file.isCut() && !file.isHeld();
    }

    /** Whether it may not lose lines that stand elsewhere, or will stand in it again, before everything has settled. */
    boolean isUncuttable(String name) {
        ModelFile file = files.get(name);
        return isStuck(name)
                || (Limit.CUT_AND_RENAMED_WITHOUT_A_HANDLE.isKept() && file.isMoved() && !file.isHeld())
                || (Limit.COPY_WRITTEN_ANEW.isKept() && file.isCopy());
    }

    /** Whether only one that holds the files open can tell what happened to them since everything had settled. */
    boolean asksForHandles() {
        return (Limit.CUT_AND_RENAMED_WITHOUT_A_HANDLE.isKept()
                        && (cutOneLeft || files.values().stream().anyMatch(file -> file.isCut() && file.isMoved())))
                || (Limit.CAME_BACK_WITHOUT_A_HANDLE.isKept()
                        && files.values().stream().anyMatch(ModelFile::isBack));
    }

    /** Renames, whatever the limits. */
    void move(String from, String to) throws IOException {
        Files.move(path(from), path(to), StandardCopyOption.REPLACE_EXISTING);
        ModelFile file = files.remove(from);
        Optional.ofNullable(files.put(to, file)).ifPresent(this::leaves);
        bears(to, file);
        file.setMoved(true);
        gone.remove(file);
        file.setAway(!matches(to));
        if (!matches(to)) {
            leaves(file);
        } else if (!used.add(to)) {
            file.unsteady();
        }
    }

    /** Exchanges the names of two files. */
    void swap(String one, String other) throws IOException {
        if (!one.equals(other)
                && !isStuck(one)
                && !isStuck(other)
                && mayComeBack(one, other)
                && mayComeBack(other, one)
                && !isTakenFor(one, other)
                && !isTakenFor(other, one)) {
            Files.move(path(one), path(ASIDE));
            ModelFile file = files.remove(one);
            rename(other, one);
            Files.move(path(ASIDE), path(other));
            files.put(other, file);
            bears(other, file);
            file.unsteady();
            file.setMoved(true);
        }
    }

    /** Cuts the file to nothing and writes this, in place; what its writer was at is given up. */
    void overwrite(String name, String text) throws IOException {
        ModelFile file = files.get(name);
        if (!text.startsWith(file.text())) {
            file.setCut(true);
        }
        Files.write(path(name), text.getBytes(ISO_8859_1), StandardOpenOption.TRUNCATE_EXISTING);
        file.replace(text);
        stamp(name);
    }

    /** Writes another file and gives it this name. */
    void replace(String name, String text) throws IOException {
        Files.write(path(ASIDE), text.getBytes(ISO_8859_1), StandardOpenOption.CREATE_NEW);
        Files.move(path(ASIDE), path(name), StandardCopyOption.REPLACE_EXISTING);
        Optional.ofNullable(files.put(name, new ModelFile(text, false))).ifPresent(this::leaves);
        bears(name, files.get(name));
        stamp(name);
    }

    /** Lets the file be as long as if this were written, with zeros in the place of its first bytes; {@link #fill} brings these. */
    void appendWithHole(String name, String text, int zeros) throws IOException {
        try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.substring(zeros).getBytes(ISO_8859_1)), channel.size() + zeros);
        }
        stamp(name);
    }

    /** Writes what was zeros. */
    void fill(String name, String text) throws IOException {
        ModelFile file = files.get(name);
        try (FileChannel channel = FileChannel.open(path(name), StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(ISO_8859_1)), file.length());
        }
        file.append(text);
        stamp(name);
    }

    /** Takes note of a copy that no poll meets. Its lines are owed if the file is known under its name by what was read of it. */
    void copiedOut(String from, String to) {
        ModelFile file = files.get(from);
        boolean isNew = file.isMoved() || file.isReplaced() || file.isCopy();
        boolean isOneOfSeveral = files.entrySet().stream()
                .filter(other -> matches(other.getKey()) || other.getKey().startsWith(OUT))
                .map(Map.Entry::getValue)
                .anyMatch(other -> other != file && other.text().startsWith(firstLine(file)));
        if (!isNew
                && !isOneOfSeveral
                && file.lines().stream().findFirst().filter(ledger::isOwed).isPresent()) {
            copiesOut.add(new CopyOut(files.get(to), file, from));
        }
    }

    /** What may be all that was read of it. */
    private static String firstLine(ModelFile file) {
        return file.lines().stream().findFirst().orElse("");
    }

    private void leaves(ModelFile file) {
        cutOneLeft |= file.isCut();
        if (file.isHeld() && file.isSteady()) {
            gone.add(file);
        }
    }

    /** Appends to a file that is there. */
    void write(String name, String text) throws IOException {
        if (text.isEmpty()) {
            return; // what is only touched, and renamed while nobody holds it, is taken for another file
        }
        Files.write(path(name), text.getBytes(ISO_8859_1), StandardOpenOption.APPEND);
        files.get(name).append(text);
        stamp(name);
    }

    /** Time passes. */
    void rests(Duration time) {
        files.values().forEach(file -> file.rests(time));
    }

    private void stamp(String name) throws IOException {
        files.get(name).changes();
        Files.setLastModifiedTime(path(name), FileTime.fromMillis(FIRST_TIME + ++changes));
    }

    private Path path(String name) {
        return directory.resolve(name);
    }

    /** What is there, for a person. */
    @Override
    public String toString() {
        return files.entrySet().stream()
                .map(entry -> entry.getKey() + ": "
                        + entry.getValue().text().replaceAll("x{6,}", "x…x").replace("\n", " "))
                .collect(Collectors.joining("\n"));
    }
}
