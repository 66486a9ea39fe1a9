package io.jumbo.app.database;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The first packets of a connection, by which a client says what it wants. Pure.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">StartupMessage</a>
 */
final class StartupPacket {

    /** The server takes no longer one. */
    private static final int LONGEST = 10_000;

    private static final int SHORTEST = 8;
    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;
    private static final int PROTOCOL = 3;
    private static final String TIME_ZONE = "TimeZone";

    private StartupPacket() {}

    /** Length of the packet that begins with these bytes; empty if it is none, as in what follows a TLS handshake. */
    static Optional<Integer> length(byte[] firstFour) {
        int length = ByteBuffer.wrap(firstFour).getInt();
        return length >= SHORTEST && length <= LONGEST ? Optional.of(length) : Optional.empty();
    }

    /** Whether the client only asks for encryption, so that another packet follows. */
    static boolean isQuestion(byte[] packet) {
        int code = ByteBuffer.wrap(packet, 4, 4).getInt();
        return code == SSL_REQUEST || code == GSS_REQUEST;
    }

    /** The same packet without {@code TimeZone}, so that the server keeps the one that it has for this role and database. */
    static byte[] withoutTimeZone(byte[] packet) {
        ByteBuffer bytes = ByteBuffer.wrap(packet);
        if (bytes.getShort(4) != PROTOCOL) {
            return packet;
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(packet.length);
        kept.write(packet, 0, SHORTEST);
        int at = SHORTEST;
        while (packet[at] != 0) {
            int value = end(packet, at);
            int next = end(packet, value);
            if (!new String(packet, at, value - 1 - at, StandardCharsets.UTF_8).equalsIgnoreCase(TIME_ZONE)) {
                kept.write(packet, at, next - at);
            }
            at = next;
        }
        kept.write(0);
        byte[] changed = kept.toByteArray();
        ByteBuffer.wrap(changed).putInt(0, changed.length);
        return changed;
    }

    /** The byte behind the text that begins there. */
    private static int end(byte[] packet, int from) {
        int at = from;
        while (packet[at] != 0) {
            at++;
        }
        return at + 1;
    }
}
