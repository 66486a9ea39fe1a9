package io.jumbo.app;

import java.util.List;
import org.slf4j.LoggerFactory;

/** Starts the process. */
public final class Main {
    private Main() {}

    /** Runs the command line. */
    public static void main(String[] args) {
        LoggerFactory.getLogger(Main.class).info("placeholder {}", List.of(args));
        System.out.println("jumbo.home=" + System.getProperty("jumbo.home") + " args=" + List.of(args));
    }
}
