package io.jumbo.write.template;

/** What a placeholder takes, as far as it matters for how a field is read. */
public enum ValueKind {
    /** Text, or a domain over it: taken as it is. */
    TEXT,
    /** A number, or a domain over it. */
    NUMBER,
    /** Anything else. */
    OTHER
}
