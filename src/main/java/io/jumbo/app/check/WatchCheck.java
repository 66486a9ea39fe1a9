package io.jumbo.app.check;

import io.jumbo.option.DateOptions;
import io.jumbo.option.Option;
import io.jumbo.option.WatchOptions;
import io.jumbo.route.OwnSteps;
import io.jumbo.write.Preview;
import io.jumbo.write.fields.FieldFormat;
import io.jumbo.write.template.InsertTemplate;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Everything that {@code check} asks about one watch. Whoever has a further question gives it a class of its own, and a line here.
 *
 * @param file the one whose lines to show; the newest by default
 * @param lines how many to show
 * @param ownSteps steps of the user's own that the watch's route has
 * @param embedded whether the database is the embedded one, with which {@code run} makes the directory
 */
public record WatchCheck(WatchOptions options, Optional<Path> file, int lines, OwnSteps ownSteps, boolean embedded) {

    /**
     * Asks everything.
     *
     * @param connection in a transaction that the caller rolls back
     * @throws SQLException with what the server refuses; then the questions behind it are not asked
     */
    public void ask(Connection connection, Findings findings) throws SQLException {
        TablesQuestion.ask(connection, options, findings);
        StatementQuestion.ask(connection, preview(), ownSteps.areAny(), findings);
        Optional<SampleFile> sample = directory(findings);
        if (sample.isPresent()) {
            layout(sample.get(), findings);
            new LinesQuestion(options, ownSteps.headers(), sample.get(), lines, findings).ask(connection, preview());
        }
    }

    /** Asks what takes no database. Lines are shown as the fields that the statement would bind. */
    public void askWithoutServer(Findings findings) {
        StatementQuestion.ask(preview(), ownSteps.areAny(), findings);
        directory(findings).ifPresent(sample -> {
            layout(sample, findings);
            new LinesQuestion(options, ownSteps.headers(), sample, lines, findings).askWithoutServer(preview());
        });
    }

    /** Asks only about the directory: where it is known already that the statement cannot be executed. */
    public void askDirectory(Findings findings) {
        directory(findings);
    }

    private void layout(SampleFile sample, Findings findings) {
        new LayoutQuestion(options, ownSteps.headers(), sample).ask(findings);
    }

    private Optional<SampleFile> directory(Findings findings) {
        DirectoryQuestion directory = new DirectoryQuestion(options, embedded);
        return file.isPresent() ? file.map(named -> directory.named(named, findings)) : directory.newest(findings);
    }

    private Preview preview() {
        return new Preview(
                options.watch(),
                InsertTemplate.parse(options.get(Option.INSERT)),
                FieldFormat.of(options),
                DateOptions.of(options));
    }
}
