package io.jumbo.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs the measurements that are named, or those that take minutes; or draws what was measured. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        if (arguments.length > 0 && arguments[0].equals("chart")) {
            String table = arguments.length > 1 ? arguments[1] : "docs/benchmarks.md";
            Chart.draw(Path.of(table), Path.of("docs/throughput.svg"));
            return;
        }
        List<String> wanted = arguments.length == 0
                ? List.of("throughput", "instruments", "start", "idle", "latency", "memory")
                : List.of(arguments);
        Path directory = Files.createTempDirectory(
                Path.of(System.getProperty("bench.directory", System.getProperty("java.io.tmpdir"))), "jumbo-bench");
        try (Server server = new Server(directory)) {
            System.out.printf("%n%s.%n", Machine.describe(server));
            for (String each : wanted) {
                switch (each) {
                    case "throughput" -> new Throughput(server, directory).run();
                    case "instruments" -> new Instruments(server, directory).run();
                    case "start" -> new Start(server, directory).run();
                    case "idle" -> new Idle(server, directory).run();
                    case "latency" -> {
                        new Latency(server, directory).run();
                        new SteadyWriter(server, directory).run();
                    }
                    case "memory" -> new Memory(server, directory).run();
                    case "growth" -> new Growth(server, directory).run();
                    default -> throw new IllegalArgumentException("no measurement is called " + each);
                }
            }
        }
        Backlog.delete(directory);
        System.exit(0);
    }
}
