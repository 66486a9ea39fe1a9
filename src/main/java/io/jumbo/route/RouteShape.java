package io.jumbo.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.EndpointAware;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ThreadsDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/**
 * What of a watch's route exactly-once rests on. Everything else of it is the user's.
 *
 * @param problems a sentence for each thing that is missing or must not be there, with the step or parameter, the reason and the remedy
 */
record RouteShape(List<String> problems) {

    private static final String JDBC = "jdbc";
    private static final String STEPS = "; take the step over from the routes directory of the distribution";

    /**
     * Refuses a route that could lose, double or move something.
     *
     * @throws IllegalArgumentException with everything that is wrong
     */
    static void require(Route route, RouteDefinition definition) {
        List<String> problems = new ArrayList<>();
        if (route.getEndpoint() instanceof FileEndpoint files) {
            fileEndpoint(files, problems);
        } else {
            problems.add("it must begin with a file: endpoint, not with " + route.getEndpoint());
        }
        steps(route, definition, problems);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "route " + definition.getId() + " cannot be a watch: " + String.join("; and ", problems));
        }
    }

    private static void fileEndpoint(FileEndpoint files, List<String> problems) {
        require(
                files.isNoop(),
                "noop must be true, or Camel moves each file when it was read; set noop: true",
                problems);
        require(!files.isDelete(), "delete removes files whose lines are not read; remove delete", problems);
        require(
                files.getMove() == null && files.getMoveFailed() == null && files.getPreMove() == null,
                "move, moveFailed and preMove take files away from the program that writes them; remove them",
                problems);
        require(
                files.getIdempotentRepository() instanceof GrownFiles
                        && Boolean.FALSE.equals(files.getIdempotentEager()),
                "idempotentRepository must be the bean grownFiles, with idempotentEager: false, or no file is read twice;"
                        + " set idempotentRepository: \"#bean:{{grownFiles}}\" and idempotentEager: false",
                problems);
        require(
                files.getPollStrategy() instanceof GrownFiles strategy && strategy == files.getIdempotentRepository(),
                "pollStrategy must be the bean grownFiles, or nothing waits for the database; set pollStrategy:"
                        + " \"#bean:{{grownFiles}}\"",
                problems);
        require(
                files.getInProgressRepository() instanceof PassThreads,
                "inProgressRepository must be the bean passThreads, or a poll ends before its files are written; set"
                        + " inProgressRepository: \"#bean:{{passThreads}}\"",
                problems);
        require(
                files.getScheduler() instanceof SteadyPolls,
                "scheduler must be the bean steadyPolls, or an Error ends all polls in silence; set scheduler:"
                        + " \"#{{steadyPolls}}\"",
                problems);
        require(
                files.isGreedy() && files.isRecursive() && !files.isAutoCreate(),
                "greedy and recursive must be true and autoCreate false, or backlogs crawl and files below the directory"
                        + " are not read; set them so",
                problems);
        require(
                files.getMaxMessagesPerPoll() <= 0
                        && files.getMinDepth() <= 1
                        && files.getMaxDepth() == Integer.MAX_VALUE
                        && files.getDoneFileName() == null
                        && files.getInclude() == null
                        && files.getExclude() == null
                        && files.getAntInclude() == null
                        && files.getAntExclude() == null
                        && files.getFileName() == null
                        && files.getIncludeExt() == null
                        && files.getExcludeExt() == null
                        && files.getFilter() == null
                        && files.getFilterFile() == null
                        && files.getFilterDirectory() == null
                        && files.getIdempotentKey() == null,
                "which files are read is said by the parameters include and exclude alone, else files stay unread in"
                        + " silence; remove maxMessagesPerPoll, minDepth, maxDepth, doneFileName, fileName, include, exclude,"
                        + " antInclude, antExclude, includeExt, excludeExt, filter, filterFile, filterDirectory and"
                        + " idempotentKey from the endpoint",
                problems);
        require(
                files.getSortBy() == null && !files.isShuffle(),
                "the order of files is said by the parameter file-order alone; remove sortBy and shuffle",
                problems);
        require(
                files.getReadLock() == null || files.getReadLock().equals("none"),
                "readLock writes or locks files of another program; remove it",
                problems);
    }

    private static void steps(Route route, RouteDefinition definition, List<String> problems) {
        // what is abstract is no step: an onException, an intercept
        List<ProcessorDefinition<?>> steps = definition.getOutputs().stream()
                .filter(step -> !step.isAbstract())
                .toList();
        Optional<SplitDefinition> split = first(steps, SplitDefinition.class);
        require(
                !steps.isEmpty() && steps.get(0) instanceof ThreadsDefinition,
                "several-files-at-once must be its first step, or polls wait for each other" + STEPS,
                problems);
        require(
                split.isPresent() && steps.indexOf(split.get()) == steps.size() - 1,
                "split-appended-lines must be its last step: the poll waits for what comes behind" + STEPS,
                problems);
        if (split.isPresent()) {
            require(
                    isTrue(split.get().getStreaming()) && isTrue(split.get().getStopOnException()),
                    "streaming and stopOnException of split-appended-lines must be true, or lines behind a failed chunk are"
                            + " written before it; set both",
                    problems);
            require(
                    !isTrue(split.get().getParallelProcessing()),
                    "parallelProcessing of split-appended-lines writes chunks of one file side by side; remove it",
                    problems);
            require(
                    split.get().getExpression() instanceof MethodCallExpression method
                            && "chunks".equals(method.getMethod()),
                    "split-appended-lines must cut files with the method chunks of grownFiles" + STEPS,
                    problems);
            chunkSteps(route, split.get().getOutputs(), problems);
        }
    }

    private static void chunkSteps(Route route, List<ProcessorDefinition<?>> steps, List<String> problems) {
        Optional<ToDefinition> insert = steps.stream()
                .filter(ToDefinition.class::isInstance)
                .map(ToDefinition.class::cast)
                .filter(to -> to.getUri().startsWith(JDBC))
                .reduce((first, last) -> last);
        if (insert.isEmpty()) {
            problems.add("insert-rows is missing, so that nothing is written" + STEPS);
            return;
        }
        int at = steps.indexOf(insert.get());
        require(
                steps.subList(0, at).stream()
                        .anyMatch(step -> step instanceof SetPropertyDefinition property
                                && InsertOnce.CHUNK.equals(property.getName())),
                "keep-chunk is missing in front of insert-rows" + STEPS,
                problems);
        require(
                steps.subList(0, at).stream()
                        .anyMatch(step -> step instanceof SetBodyDefinition body
                                && body.getExpression() instanceof MethodCallExpression method
                                && "insert".equals(method.getMethod())),
                "take-insert is missing in front of insert-rows, which would execute the body instead of the statement"
                        + STEPS,
                problems);
        require(
                at + 1 < steps.size()
                        && steps.get(at + 1) instanceof BeanDefinition note
                        && "written".equals(note.getMethod()),
                "note-written must stand right behind insert-rows, or each file is read again and again" + STEPS,
                problems);
        require(
                inserts(route).stream()
                        .anyMatch(jdbc ->
                                jdbc.isUseHeadersAsParameters() && jdbc.isResetAutoCommit() && !jdbc.isTransacted()),
                "insert-rows must have prepareStatementStrategy: \"#bean:{{insertOnce}}\" and useHeadersAsParameters: true,"
                        + " and neither transacted nor resetAutoCommit: false; the offset would not move with the rows",
                problems);
    }

    /** The endpoints through which rows are written. */
    static List<JdbcEndpoint> inserts(Route route) {
        List<JdbcEndpoint> found = new ArrayList<>();
        for (Processor step : route.filter("*")) {
            Endpoint endpoint = step instanceof EndpointAware aware ? aware.getEndpoint() : null;
            if (endpoint instanceof JdbcEndpoint jdbc && jdbc.getPrepareStatementStrategy() instanceof InsertOnce) {
                found.add(jdbc);
            }
        }
        return found;
    }

    private static <T> Optional<T> first(List<ProcessorDefinition<?>> steps, Class<T> type) {
        return steps.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private static boolean isTrue(String text) {
        return "true".equals(text);
    }

    private static void require(boolean holds, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
