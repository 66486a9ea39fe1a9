package io.jumbo.support;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Stands between a client and PostgreSQL and cuts connections in the middle of COMMIT. Understands of the protocol what that needs: where a
 * message ends, which one executes COMMIT, and the server's answer to it. For clients that do not ask for encryption ({@code sslmode=disable}).
 */
public final class CommitCutter implements AutoCloseable {

    /** What becomes of a connection whose client sends COMMIT. */
    public enum Cut {
        /** Cut before the server hears of the COMMIT: it did not happen. */
        BEFORE,
        /** Cut after the server has answered, and the client does not hear it: it happened. */
        AFTER,
        /** Cut while the server may be at it: nobody knows. */
        AT_ONCE,
        /** Not cut. */
        NONE
    }

    private static final int LENGTH_BYTES = 4;

    private final ServerSocket listener;
    private final int serverPort;
    private final Supplier<Cut> choice;
    private final Map<Cut, Integer> commits = new EnumMap<>(Cut.class);
    private final Set<Socket> open = new HashSet<>();

    private CommitCutter(int serverPort, Supplier<Cut> choice) throws IOException {
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.serverPort = serverPort;
        this.choice = choice;
    }

    /**
     * Begins to pass connections on.
     *
     * @param choice asked at each COMMIT, by one thread at a time
     */
    public static CommitCutter before(int serverPort, Supplier<Cut> choice) throws IOException {
        CommitCutter cutter = new CommitCutter(serverPort, choice);
        thread("cutter", cutter::accept).start();
        return cutter;
    }

    /** Where clients connect to. */
    public int port() {
        return listener.getLocalPort();
    }

    /** How many COMMITs had which fate so far. */
    public synchronized Map<Cut, Integer> commits() {
        return new EnumMap<>(commits);
    }

    private synchronized Cut next() {
        Cut cut = choice.get();
        commits.merge(cut, 1, Integer::sum);
        return cut;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                Line line = new Line(client, server);
                register(client, server);
                thread("to-server", line::clientToServer).start();
                thread("to-client", line::serverToClient).start();
            }
        } catch (IOException e) {
            if (!listener.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private synchronized void register(Socket... sockets) {
        open.removeIf(Socket::isClosed);
        open.addAll(Set.of(sockets));
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public synchronized void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    /** One connection and its two directions. */
    private final class Line {

        private final Socket client;
        private final Socket server;
        private final Set<String> commitStatements = new HashSet<>();

        /** The fate of the COMMIT that is under way. */
        private volatile Optional<Cut> committing = Optional.empty();

        Line(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        void clientToServer() {
            try (client;
                    server) {
                DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
                OutputStream out = server.getOutputStream();
                byte[] startup = body(in);
                out.write(ByteBuffer.allocate(LENGTH_BYTES + startup.length)
                        .putInt(LENGTH_BYTES + startup.length)
                        .put(startup)
                        .array());
                while (true) {
                    byte type = in.readByte();
                    byte[] body = body(in);
                    if (committing.isEmpty() && isCommit(type, body)) {
                        committing = Optional.of(next());
                    }
                    if (committing.equals(Optional.of(Cut.BEFORE))) {
                        return;
                    }
                    out.write(message(type, body));
                    boolean complete = type == 'S' || type == 'Q';
                    if (complete && committing.equals(Optional.of(Cut.AT_ONCE))) {
                        return;
                    }
                }
            } catch (IOException e) {
                assert e != null; // one of the two has gone; closing both ends the other direction
            }
        }

        private boolean isCommit(byte type, byte[] body) {
            return switch (type) {
                case 'Q' -> isCommit(text(body, 0));
                case 'P' -> parsed(text(body, 0), body);
                case 'B' -> commitStatements.contains(text(body, text(body, 0).length() + 1));
                default -> false;
            };
        }

        /** A statement is parsed under a name, or none, and executed later; by then the name must be known. */
        private boolean parsed(String name, byte[] body) {
            if (isCommit(text(body, name.length() + 1))) {
                commitStatements.add(name);
            } else {
                commitStatements.remove(name);
            }
            return false;
        }

        private static boolean isCommit(String sql) {
            return sql.equals("COMMIT");
        }

        void serverToClient() {
            try (client;
                    server) {
                DataInputStream in = new DataInputStream(new BufferedInputStream(server.getInputStream()));
                OutputStream out = client.getOutputStream();
                while (true) {
                    byte type = in.readByte();
                    byte[] body = body(in);
                    boolean complete = type == 'Z';
                    if (committing.equals(Optional.of(Cut.AFTER))) {
                        if (complete) {
                            return;
                        }
                    } else {
                        out.write(message(type, body));
                        committing = complete ? Optional.empty() : committing;
                    }
                }
            } catch (IOException e) {
                assert e != null; // one of the two has gone; closing both ends the other direction
            }
        }
    }

    private static byte[] body(DataInputStream in) throws IOException {
        byte[] body = new byte[in.readInt() - LENGTH_BYTES];
        in.readFully(body);
        return body;
    }

    private static byte[] message(byte type, byte[] body) {
        return ByteBuffer.allocate(1 + LENGTH_BYTES + body.length)
                .put(type)
                .putInt(LENGTH_BYTES + body.length)
                .put(body)
                .array();
    }

    /** The text up to its zero byte. */
    private static String text(byte[] body, int from) {
        int end = from;
        while (body[end] != 0) {
            end++;
        }
        return new String(body, from, end - from, StandardCharsets.UTF_8);
    }
}
