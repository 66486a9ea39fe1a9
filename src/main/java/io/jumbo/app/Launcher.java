package io.jumbo.app;

import io.jumbo.app.setup.Settings;
import java.util.Properties;

/** How a user calls this program, as a command line for a shell. */
enum Launcher {
    /** By the script of the distribution, from any directory. */
    SCRIPT {
        @Override
        String call(String command) {
            return "bin/jumbo " + command;
        }

        @Override
        String call(String command, String argument) {
            return call(command) + " \"" + argument + '"';
        }
    },

    /** By Maven, in the checkout, where no script was made yet. */
    MAVEN {
        @Override
        String call(String command) {
            return "mvn -q compile exec:java -Dexec.args=" + command;
        }

        @Override
        String call(String command, String argument) {
            return call('"' + command + " '" + argument + "'\"");
        }
    };

    static Launcher of(Properties system) {
        return system.getProperty(Settings.HOME) == null ? MAVEN : SCRIPT;
    }

    /** The call of a command. */
    abstract String call(String command);

    /**
     * The call of a command with an argument.
     *
     * @param argument without quotes
     */
    abstract String call(String command, String argument);

    /** Whether it works in other directories than this one. */
    boolean worksAnywhere() {
        return this == SCRIPT;
    }
}
