package io.jumbo.write.template;

/**
 * The type the server gave a placeholder, as SQL text that says just this type again.
 *
 * @param name for a cast, without type modifier: {@code "bit"}, never {@code bit}, which would mean {@code bit(1)}
 * @param array the array type over it; empty where there is none to use, as for arrays themselves and composites
 * @param delimiter between the elements of such an array: a comma for all types but {@code box}
 * @param oid what the server knows it by
 * @param kind what it takes
 */
public record ParameterType(String name, String array, char delimiter, long oid, ValueKind kind) {

    /** From here on the server numbers what its users make ({@code FirstNormalObjectId}). */
    private static final long FIRST_NORMAL_OID = 16384;

    /** A type that is neither text nor a number. */
    public ParameterType(String name, String array, char delimiter, long oid) {
        this(name, array, delimiter, oid, ValueKind.OTHER);
    }

    /** Whether it is the server's own, not one that somebody gave the same name. */
    public boolean isBuiltIn() {
        return oid < FIRST_NORMAL_OID;
    }
}
