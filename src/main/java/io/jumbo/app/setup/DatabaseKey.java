package io.jumbo.app.setup;

import java.util.Arrays;
import java.util.List;

/** The closed set of keys in {@code jumbo.env}; the names of the constants are the keys. */
enum DatabaseKey {
    DATABASE_HOST(true),
    DATABASE_PORT(true),
    DATABASE_NAME(true),
    DATABASE_USERNAME(true),
    DATABASE_PASSWORD(true),
    DATABASE_SSLMODE(false),
    DATABASE_SSLROOTCERT(false),
    DATABASE_SCHEMA(false);

    private final boolean required;

    DatabaseKey(boolean required) {
        this.required = required;
    }

    boolean required() {
        return required;
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Enum::name).toList();
    }
}
