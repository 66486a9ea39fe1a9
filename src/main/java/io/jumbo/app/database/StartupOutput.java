package io.jumbo.app.database;

import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * What the driver sends, with the time zone of this machine taken out of its first packet ({@link StartupPacket}). Everything behind it passes as it is.
 * Not thread-safe, as the driver's own stream.
 */
final class StartupOutput extends FilterOutputStream {

    private ByteArrayOutputStream first = new ByteArrayOutputStream();
    private boolean started;

    StartupOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        if (started) {
            out.write(bytes, offset, length);
        } else {
            first.write(bytes, offset, length);
            send();
        }
    }

    private void send() throws IOException {
        byte[] pending = first.toByteArray();
        while (!started && pending.length >= Integer.BYTES) {
            Optional<Integer> length = StartupPacket.length(pending);
            if (length.isEmpty()) {
                started = true;
            } else if (pending.length < length.get()) {
                return;
            } else {
                byte[] packet = Arrays.copyOf(pending, length.get());
                started = !StartupPacket.isQuestion(packet);
                out.write(started ? StartupPacket.withoutTimeZone(packet) : packet);
                pending = Arrays.copyOfRange(pending, length.get(), pending.length);
                first = new ByteArrayOutputStream();
                first.writeBytes(pending);
            }
        }
        if (started) {
            out.write(pending);
        }
    }
}
