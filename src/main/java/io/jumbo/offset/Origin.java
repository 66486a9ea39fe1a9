package io.jumbo.offset;

/** Who says how dates and times are read. */
public enum Origin {
    /** An option of the watch. */
    OPTION("an option of the watch"),
    /** Who made the connection, by a {@code SET}. */
    CONNECTION("a SET of this connection"),
    /** {@code ALTER ROLE … IN DATABASE … SET}. */
    ROLE_IN_DATABASE("ALTER ROLE … IN DATABASE … SET"),
    /** {@code ALTER ROLE … SET}. */
    ROLE("ALTER ROLE … SET"),
    /** {@code ALTER DATABASE … SET}. */
    DATABASE("ALTER DATABASE … SET"),
    /** {@code ALTER ROLE ALL SET}. */
    ALL_ROLES("ALTER ROLE ALL SET"),
    /** The configuration of the server. */
    SERVER("the server's configuration"),
    /** The server's configuration cannot be seen, and this is its {@code log_timezone}, which is the same unless somebody changed one of them. */
    ASSUMED("assumed from log_timezone, since the driver hides the server's own");

    private final String words;

    Origin(String words) {
        this.words = words;
    }

    /** For people. */
    public String words() {
        return words;
    }

    /** Whose the row of {@code pg_db_role_setting} is. */
    static Origin of(boolean ofRole, boolean ofDatabase) {
        if (ofRole) {
            return ofDatabase ? ROLE_IN_DATABASE : ROLE;
        }
        return ofDatabase ? DATABASE : ALL_ROLES;
    }
}
