package io.jumbo.tail;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Evidence that a file still is the file whose lines were consumed: SHA-256 of the first and of the last at most
 * {@value #WINDOW} bytes before the offset. There is no minimum size; of nothing consumed the evidence is {@link #NONE}.
 *
 * <p>Both hashes are stored in {@code jumbo_offsets}. The window is therefore part of the table's format: a release that changes
 * {@link #WINDOW} must still be able to compare rows written with this one.
 *
 * @param head hash of bytes 0 to min({@value #WINDOW}, offset), lower-case hexadecimal
 * @param tail hash of bytes max(0, offset - {@value #WINDOW}) to offset, lower-case hexadecimal
 */
public record Evidence(String head, String tail) {

    /** Bytes covered by each of the two hashes. */
    public static final int WINDOW = 1024;

    /** The evidence of a file of which nothing was consumed yet; every file matches it. */
    public static final Evidence NONE = of(new byte[0], new byte[0]);

    static Evidence of(byte[] head, byte[] tail) {
        return new Evidence(sha256(head), sha256(tail));
    }

    static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform is required to have SHA-256", e);
        }
    }
}
