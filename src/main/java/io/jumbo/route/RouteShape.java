package io.jumbo.route;

import java.util.ArrayList;
import java.util.List;
import org.apache.camel.Route;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.model.RouteDefinition;

/**
 * What of a watch's route exactly-once rests on: its {@code file:} endpoint, and its {@linkplain StepsShape steps}. Everything else of it
 * is the user's. A problem is a sentence with the step or parameter, the reason and the remedy.
 */
final class RouteShape {

    private RouteShape() {}

    /**
     * Refuses a route that could lose, double or move something.
     *
     * @throws IllegalArgumentException with everything that is wrong
     */
    static void require(Route route, RouteDefinition definition) {
        List<String> problems = new ArrayList<>();
        if (route.getEndpoint() instanceof FileEndpoint files) {
            fileEndpoint(files, problems);
            new StepsShape(new RouteTerms(route), files, problems).check(definition);
        } else {
            problems.add("it must begin with a file: endpoint, not with " + route.getEndpoint());
        }
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
                files.getScheduler() instanceof SteadyPolls polls
                        && files.getIdempotentRepository() instanceof GrownFiles grownFiles
                        && polls.tells(grownFiles),
                "scheduler must be the bean steadyPolls with the property grownFiles of this route, or an Error ends all polls in silence; set scheduler:"
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

    /** Notes a problem unless something holds. */
    static void require(boolean holds, String otherwise, List<String> problems) {
        if (!holds) {
            problems.add(otherwise);
        }
    }
}
