package io.jumbo.app.database;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Optional;

/** A socket through which the driver does not tell the server the time zone of this machine. */
final class StartupSocket extends Socket {

    private Optional<OutputStream> output = Optional.empty();

    @Override
    public synchronized OutputStream getOutputStream() throws IOException {
        if (output.isEmpty()) {
            output = Optional.of(new StartupOutput(super.getOutputStream()));
        }
        return output.get();
    }
}
