package io.jumbo.app.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketOption;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * Sockets that notice within about two minutes that the other side has vanished: asked for after 60 silent seconds, then
 * every 10, given up after 6. The systems' own default is two hours, in which the file would wait for nothing. A server
 * that is only slow answers the questions, however long its statement takes. Nor do they tell the server the zone of this machine ({@link StartupSocket}).
 *
 * <p>Public, with a public constructor, because the PostgreSQL driver creates it by name.
 */
public final class KeepAliveSocketFactory extends SocketFactory {

    private static final int SILENT_SECONDS = 60;
    private static final int SECONDS_BETWEEN = 10;
    private static final int QUESTIONS = 6;

    /** Called by the driver. */
    public KeepAliveSocketFactory() {}

    @Override
    public Socket createSocket() throws IOException {
        return prepared(new StartupSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return connected(new InetSocketAddress(host, port), null);
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress localHost, int localPort) throws IOException {
        return connected(new InetSocketAddress(host, port), new InetSocketAddress(localHost, localPort));
    }

    private Socket connected(InetSocketAddress to, InetSocketAddress from) throws IOException {
        Socket socket = createSocket();
        socket.bind(from);
        socket.connect(to);
        return socket;
    }

    private static Socket prepared(Socket socket) throws IOException {
        socket.setKeepAlive(true);
        set(socket, ExtendedSocketOptions.TCP_KEEPIDLE, SILENT_SECONDS);
        set(socket, ExtendedSocketOptions.TCP_KEEPINTERVAL, SECONDS_BETWEEN);
        set(socket, ExtendedSocketOptions.TCP_KEEPCOUNT, QUESTIONS);
        return socket;
    }

    /** A system without the option keeps its own interval, which is slower and never wrong. */
    private static void set(Socket socket, SocketOption<Integer> option, int value) throws IOException {
        if (socket.supportedOptions().contains(option)) {
            socket.setOption(option, value);
        }
    }
}
