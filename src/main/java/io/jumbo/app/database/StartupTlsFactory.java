package io.jumbo.app.database;

import java.io.IOException;
import java.net.Socket;
import java.util.Properties;
import javax.net.ssl.SSLSocket;
import org.postgresql.PGProperty;
import org.postgresql.core.SocketFactoryFactory;
import org.postgresql.ssl.WrappedFactory;
import org.postgresql.util.PSQLException;

/**
 * The driver's own encryption, through a {@link StartupTlsSocket}.
 *
 * <p>Public, with a public constructor, because the PostgreSQL driver creates it by name.
 */
public final class StartupTlsFactory extends WrappedFactory {

    /** Called by the driver, with the properties of the connection. */
    public StartupTlsFactory(Properties properties) throws PSQLException {
        Properties drivers = new Properties();
        properties.stringPropertyNames().forEach(name -> drivers.setProperty(name, properties.getProperty(name)));
        drivers.remove(PGProperty.SSL_FACTORY.getName());
        factory = SocketFactoryFactory.getSslSocketFactory(drivers);
    }

    @Override
    public Socket createSocket(Socket socket, String host, int port, boolean autoClose) throws IOException {
        return new StartupTlsSocket((SSLSocket) super.createSocket(socket, host, port, autoClose));
    }
}
