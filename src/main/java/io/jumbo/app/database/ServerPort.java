package io.jumbo.app.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Keeps the embedded server on the same port from start to start, so that psql finds it again. */
final class ServerPort {

    private static final int PREFERRED = 15_432;
    private static final int LAST = PREFERRED + 100;
    private static final int HIGHEST = 65_535;
    private static final int ANY = 0;

    private final Path file;

    ServerPort(Path file) {
        this.file = file;
    }

    /** The port of the last start if it is free, else the first free one from 15432, else any free one. */
    int choose() throws IOException {
        return Stream.of(remembered(), IntStream.range(PREFERRED, LAST))
                .flatMapToInt(ports -> ports)
                .filter(port -> port <= HIGHEST && isFree(port))
                .findFirst()
                .orElseGet(ServerPort::anyFree);
    }

    /** Nothing if it is no port: then the first free one is as good. */
    private IntStream remembered() throws IOException {
        String text = Files.exists(file) ? Files.readString(file).strip() : "";
        return text.matches("\\d{4,5}") ? IntStream.of(Integer.parseInt(text)) : IntStream.empty();
    }

    /** Remembers the port for the next start. */
    void remember(int port) throws IOException {
        Files.writeString(file, port + "\n");
    }

    private static boolean isFree(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int anyFree() {
        try (ServerSocket probe = new ServerSocket(ANY, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
