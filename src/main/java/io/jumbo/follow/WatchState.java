package io.jumbo.follow;

import java.util.Locale;

/** How a watch stands, the worst first. */
public enum WatchState {
    /** It does not run. */
    STOPPED("start it"),
    /** A person is needed: table, privilege, statement, configuration. */
    PAUSED("mend what the reason names; it goes on by itself"),
    /** The database takes no rows. */
    DATABASE_LOST("start the database, or correct jumbo.env; it goes on by itself, nothing is lost"),
    /** Lines of a file were refused in a row, or its header is not the one that the statement speaks of. */
    HELD_BACK("correct jumbo.insert or the file; nothing of it is lost"),
    /** The directory is not there, or a file cannot be read. */
    WAITING("give it back, or its permissions; it is tried again by itself"),
    /** Complete lines wait. */
    CATCHING_UP(""),
    /** Every complete line that was seen is in the database. */
    RUNNING("");

    private final String remedy;

    WatchState(String remedy) {
        this.remedy = remedy;
    }

    /** Its name as it is shown everywhere: {@code catching-up}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What a person can do about it; empty if nothing is to be done. */
    public String remedy() {
        return remedy;
    }

    /** Whether it does not go on before a person has done something. */
    public boolean needsSomebody() {
        return this == STOPPED || this == PAUSED || this == HELD_BACK;
    }
}
