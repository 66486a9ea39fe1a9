package io.jumbo.route;

import java.util.List;
import java.util.Optional;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.component.jdbc.JdbcEndpoint;
import org.apache.camel.model.BeanDefinition;
import org.apache.camel.model.ExpressionNode;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.SetBodyDefinition;
import org.apache.camel.model.SetPropertyDefinition;
import org.apache.camel.model.SplitDefinition;
import org.apache.camel.model.ThreadsDefinition;
import org.apache.camel.model.ToDefinition;
import org.apache.camel.model.language.MethodCallExpression;

/**
 * The steps of a watch's route that exactly-once rests on, and the beans that they call.
 *
 * @param terms of the route
 * @param problems to add to
 */
record StepsShape(RouteTerms terms, FileEndpoint files, List<String> problems) {

    private static final String JDBC = "jdbc";
    private static final String STEPS = "; take the step over from the routes directory of the distribution";

    void check(RouteDefinition definition) {
        // what is abstract is no step: an onException, an intercept
        List<ProcessorDefinition<?>> steps = definition.getOutputs().stream()
                .filter(step -> !step.isAbstract())
                .toList();
        RouteShape.require(
                !steps.isEmpty() && steps.get(0) instanceof ThreadsDefinition threads && isOfPassThreads(threads),
                "several-files-at-once must be its first step, with the executorService of inProgressRepository, or polls"
                        + " wait for each other" + STEPS,
                problems);
        Optional<SplitDefinition> split = steps.stream()
                .filter(SplitDefinition.class::isInstance)
                .map(SplitDefinition.class::cast)
                .findFirst();
        RouteShape.require(
                split.isPresent() && steps.indexOf(split.get()) == steps.size() - 1,
                "split-appended-lines must be its last step: the poll waits for what comes behind" + STEPS,
                problems);
        split.ifPresent(this::splits);
    }

    private void splits(SplitDefinition split) {
        RouteShape.require(
                terms.isTrue(split.getStreaming()) && terms.isTrue(split.getStopOnException()),
                "streaming and stopOnException of split-appended-lines must be true, or lines behind a failed chunk are"
                        + " written before it; set both",
                problems);
        RouteShape.require(
                !terms.isTrue(split.getParallelProcessing()),
                "parallelProcessing of split-appended-lines writes chunks of one file side by side; remove it",
                problems);
        RouteShape.require(
                calls(split, "chunks") && terms.isEnabled(split),
                "split-appended-lines must cut files with the method chunks of grownFiles" + STEPS,
                problems);
        List<ProcessorDefinition<?>> steps = split.getOutputs();
        Optional<ToDefinition> insert = steps.stream()
                .filter(terms::isEnabled)
                .filter(ToDefinition.class::isInstance)
                .map(ToDefinition.class::cast)
                .filter(to -> to.getUri().startsWith(JDBC))
                .reduce((first, last) -> last);
        if (insert.isEmpty()) {
            problems.add("insert-rows is missing, so that nothing is written" + STEPS);
        } else {
            int at = steps.indexOf(insert.get());
            roundInsert(steps.subList(0, at), steps.subList(at + 1, steps.size()));
            RouteShape.require(
                    terms.jdbc(insert.get()).filter(this::writesOnce).isPresent(),
                    "insert-rows must have prepareStatementStrategy: \"#bean:{{insertOnce}}\" of the grownFiles of this"
                            + " route, its dataSource and useHeadersAsParameters: true, and neither transacted nor"
                            + " resetAutoCommit: false; the offset would not move with the rows",
                    problems);
        }
    }

    private void roundInsert(List<ProcessorDefinition<?>> front, List<ProcessorDefinition<?>> behind) {
        RouteShape.require(
                front.stream()
                        .filter(terms::isEnabled)
                        .anyMatch(step -> step instanceof SetPropertyDefinition property
                                && InsertOnce.CHUNK.equals(property.getName())),
                "keep-chunk is missing in front of insert-rows" + STEPS,
                problems);
        RouteShape.require(
                front.stream()
                        .filter(terms::isEnabled)
                        .anyMatch(step -> step instanceof SetBodyDefinition body && calls(body, "insert")),
                "take-insert is missing in front of insert-rows, which would execute the body instead of the statement of"
                        + " grownFiles" + STEPS,
                problems);
        RouteShape.require(
                !behind.isEmpty()
                        && terms.isEnabled(behind.get(0))
                        && behind.get(0) instanceof BeanDefinition note
                        && "written".equals(terms.resolved(note.getMethod()))
                        && isGrownFiles(note.getRef(), note.getBean()),
                "note-written must stand right behind insert-rows and call grownFiles, or each file is read again and again"
                        + STEPS,
                problems);
    }

    private boolean isOfPassThreads(ThreadsDefinition threads) {
        return terms.isEnabled(threads)
                && terms.bean(threads.getExecutorService(), threads.getExecutorServiceBean()) instanceof PassThreads own
                && own == files.getInProgressRepository();
    }

    private boolean writesOnce(JdbcEndpoint jdbc) {
        return files.getIdempotentRepository() instanceof GrownFiles grownFiles
                && jdbc.getPrepareStatementStrategy() instanceof InsertOnce strategy
                && strategy.writesFor(grownFiles)
                && grownFiles.keepsOffsetsIn(jdbc.getDataSource())
                && jdbc.isUseHeadersAsParameters()
                && jdbc.isResetAutoCommit()
                && !jdbc.isTransacted();
    }

    private boolean calls(ExpressionNode step, String method) {
        return step.getExpression() instanceof MethodCallExpression call
                && method.equals(terms.resolved(call.getMethod()))
                && isGrownFiles(call.getRef(), call.getInstance());
    }

    private boolean isGrownFiles(String ref, Object itself) {
        return terms.bean(ref, itself) instanceof GrownFiles grownFiles
                && grownFiles == files.getIdempotentRepository();
    }
}
