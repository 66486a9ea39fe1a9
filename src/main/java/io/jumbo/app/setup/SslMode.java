package io.jumbo.app.setup;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** How far the connection is encrypted and the server's identity checked; the words of libpq. */
public enum SslMode {
    /** No encryption. */
    DISABLE,
    /** Encryption only if the server insists. */
    ALLOW,
    /** Encryption if the server offers it. */
    PREFER,
    /** Encryption, without looking at who answers. */
    REQUIRE,
    /** Encryption, and the certificate must come from a known authority. */
    VERIFY_CA,
    /** Encryption, a known authority, and the host name must be in the certificate. */
    VERIFY_FULL;

    /** The word that stands in {@code jumbo.env} and goes to the driver. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a root certificate is looked at. */
    public boolean verifies() {
        return this == VERIFY_CA || this == VERIFY_FULL;
    }

    static Optional<SslMode> of(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(SslMode::word).collect(Collectors.joining(", "));
    }
}
