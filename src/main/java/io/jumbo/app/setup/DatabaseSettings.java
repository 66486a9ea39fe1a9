package io.jumbo.app.setup;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the database is and who connects.
 *
 * @param host name or address of the server
 * @param port 1 to 65535
 * @param name name of the database
 * @param username role that connects
 * @param password its password, or empty; never part of {@link #toString()}, a URL or a log line
 * @param sslMode absent = the driver's own choice, {@code prefer}
 * @param sslRootCert certificate file of the authority that is trusted
 * @param schema where tables without a schema are looked up and created; absent = the server's own choice
 */
public record DatabaseSettings(
        String host,
        int port,
        String name,
        String username,
        String password,
        Optional<SslMode> sslMode,
        Optional<Path> sslRootCert,
        Optional<String> schema) {

    /** A database without encryption, certificate or schema of its own. */
    public static DatabaseSettings of(String host, int port, String name, String username, String password) {
        return new DatabaseSettings(
                host, port, name, username, password, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Where it is, for people: {@code lab on db.example.org:5432 as jumbo}. */
    public String place() {
        return name + " on " + host + ":" + port + " as " + username;
    }

    /** Whether both are the same but for the password, so that what is connected to one is connected to the other. */
    public boolean isSamePlace(DatabaseSettings other) {
        return withoutPassword().equals(other.withoutPassword());
    }

    private DatabaseSettings withoutPassword() {
        return new DatabaseSettings(host, port, name, username, "", sslMode, sslRootCert, schema);
    }

    /** The command that opens the same database by hand; psql asks for the password itself. */
    public String psql() {
        return "psql -h " + ShellWord.of(host) + " -p " + port + " -U " + ShellWord.of(username) + " "
                + ShellWord.of(name);
    }

    /** Everything except the password. */
    @Override
    public String toString() {
        return "DatabaseSettings[" + place() + ", password=***, sslMode="
                + sslMode.map(SslMode::word).orElse("") + ", sslRootCert="
                + sslRootCert.map(Path::toString).orElse("") + ", schema=" + schema.orElse("") + "]";
    }
}
