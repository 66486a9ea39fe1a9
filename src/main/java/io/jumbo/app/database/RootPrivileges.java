package io.jumbo.app.database;

import io.zonky.test.db.postgres.util.LinuxUtils;
import java.util.List;

/** PostgreSQL refuses to run as root; on Linux it is run in a user namespace in which root is nobody. */
final class RootPrivileges {

    private RootPrivileges() {}

    /** Whether this process is root and the system does not let it drop that for a program it starts. */
    static boolean stuck() {
        return "root".equals(System.getProperty("user.name")) && !LinuxUtils.isUnshareAvailable();
    }

    /** What to put before a command so that it does not run as root; nothing if not needed. */
    static List<String> dropping() {
        return LinuxUtils.isUnshareAvailable() ? List.of("unshare", "-U") : List.of();
    }
}
