package io.jumbo.app.database;

import io.jumbo.app.setup.DatabaseSettings;
import io.jumbo.app.setup.SslMode;
import io.jumbo.offset.ExplainedException;
import io.jumbo.write.failure.FailureAction;
import io.jumbo.write.failure.Reason;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import org.apache.commons.dbcp2.BasicDataSource;
import org.apache.commons.dbcp2.ConnectionFactory;
import org.apache.commons.dbcp2.PoolableConnectionFactory;
import org.postgresql.Driver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds the pool of connections.
 *
 * <p>Connections are handed out with auto-commit off and rolled back when they come back, so that nothing is ever half
 * committed. After a minute without work all but one are closed. There is no socket timeout, because a slow statement is not a broken one; a peer that vanished is found by
 * TCP keep-alive within about two minutes instead ({@link KeepAliveSocketFactory}). The password is given to the driver
 * only, with each connection: it is in no URL, and the pool does not know it.
 */
final class Pool {

    private static final Logger LOG = LoggerFactory.getLogger(Pool.class);

    /** Whatever the number of processors: see {@code PassThreads}. */
    private static final int FILES_AT_ONCE = 4;

    /** For polls while all files wait, and to ask what it is that they wait for. */
    private static final int RESERVE = 2;

    private static final int FEWEST_CONNECTIONS = 10;

    /** A server lets in a hundred by default, and others want to work with it too. */
    private static final int MOST_CONNECTIONS = 60;

    private static final Duration IDLE = Duration.ofMinutes(1);
    private static final Duration LOOK_FOR_IDLE = Duration.ofSeconds(15);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration VALIDATION_TIMEOUT = Duration.ofSeconds(5);

    private Pool() {}

    /** Builds the pool without connecting; each connection is the destination's. The caller closes it. */
    static BasicDataSource open(Destination destination) {
        BasicDataSource pool = new BasicDataSource() {
            @Override
            protected ConnectionFactory createConnectionFactory() {
                return destination::connect;
            }

            /** The pool tries to keep one connection ready, also while the database is away: that it is, is an event of ours. */
            @Override
            protected void createConnectionPool(PoolableConnectionFactory factory) {
                super.createConnectionPool(factory);
                getConnectionPool().setSwallowedExceptionListener(e -> LOG.debug("the pool goes on without it", e));
            }
        };
        pool.setDefaultAutoCommit(false);
        pool.setRollbackOnReturn(true);
        pool.setAutoCommitOnReturn(false);
        size(pool, 1);
        pool.setMinIdle(1);
        pool.setMinEvictableIdle(Duration.ofMillis(-1));
        pool.setSoftMinEvictableIdle(IDLE);
        pool.setDurationBetweenEvictionRuns(LOOK_FOR_IDLE);
        pool.setNumTestsPerEvictionRun(-1); // all of them
        pool.setMaxWait(LONGEST_WAIT);
        // isValid() of the driver: one empty round trip for each chunk, and a dead connection never meets a chunk
        pool.setTestOnBorrow(true);
        pool.setValidationQueryTimeout(VALIDATION_TIMEOUT);
        pool.setLifo(true);
        return pool;
    }

    /**
     * Makes room for a number of watches: for each of them all files that it writes at once and its polls, so that one whose table is locked keeps no
     * other one waiting. Beyond {@value #MOST_CONNECTIONS} connections watches share them, at least one for each.
     */
    static void size(BasicDataSource pool, int watches) {
        int wanted = Math.min(watches * (FILES_AT_ONCE + 1), MOST_CONNECTIONS - RESERVE);
        int connections = Math.max(FEWEST_CONNECTIONS, Math.max(watches, wanted) + RESERVE);
        pool.setMaxTotal(connections);
        pool.setMaxIdle(connections);
    }

    /** One connection that belongs to no pool. */
    static Connection connect(DatabaseSettings settings) throws SQLException {
        Properties properties = connectionProperties(settings);
        properties.setProperty("user", settings.username());
        if (!settings.password().isEmpty()) {
            properties.setProperty("password", settings.password());
        }
        try {
            return NewSession.on(new Driver().connect(url(settings), properties), settings);
        } catch (SQLException e) {
            throw FailureAction.INSUFFICIENT_PRIVILEGE.equals(e.getSQLState()) ? explained(e, settings) : e;
        }
    }

    /** Who may not connect is told nothing else yet; all other rights are asked for in a connection. */
    private static SQLException explained(SQLException refused, DatabaseSettings settings) {
        return new ExplainedException(
                Reason.of(refused) + "; have the owner or an administrator run:\nGRANT CONNECT ON DATABASE "
                        + quoted(settings.name()) + " TO " + quoted(settings.username()) + ";",
                refused);
    }

    private static String quoted(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    static String url(DatabaseSettings settings) {
        String host = settings.host().contains(":") && !settings.host().startsWith("[")
                ? "[" + settings.host() + "]"
                : settings.host();
        return "jdbc:postgresql://" + host + ":" + settings.port() + "/"
                + URLEncoder.encode(settings.name(), StandardCharsets.UTF_8);
    }

    private static Properties connectionProperties(DatabaseSettings settings) {
        Properties properties = new Properties();
        properties.setProperty("ApplicationName", "jumbo");
        properties.setProperty("connectTimeout", String.valueOf(CONNECT_TIMEOUT.toSeconds()));
        properties.setProperty("loginTimeout", String.valueOf(CONNECT_TIMEOUT.toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("socketFactory", KeepAliveSocketFactory.class.getName());
        properties.setProperty("sslfactory", StartupTlsFactory.class.getName());
        settings.sslMode().map(SslMode::word).ifPresent(word -> properties.setProperty("sslmode", word));
        settings.sslRootCert().map(Path::toString).ifPresent(file -> properties.setProperty("sslrootcert", file));
        return properties;
    }
}
