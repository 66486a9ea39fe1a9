package io.jumbo.app.infer;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * What {@code jumbo infer} says: one or several proposals.
 *
 * @param lines text that can be put into {@code application.properties}
 * @param watches the same, to be tried
 */
public record Report(List<String> lines, List<ProposedWatch> watches) {

    public Report {
        lines = List.copyOf(lines);
        watches = List.copyOf(watches);
    }

    /**
     * Looks at files, of which there is at least one.
     *
     * @param files to look at; they are only read
     * @param progress is told how many bytes or characters were read since it was told last
     * @throws IOException if one cannot be read
     */
    public static Report of(List<Path> files, LongConsumer progress) throws IOException {
        List<Proposal> proposals = Inference.of(files, progress);
        List<String> lines = new ArrayList<>();
        lines.add(
                "# Proposed by jumbo infer. sure: nothing else fits; likely: something else is rare; guess: look at it.");
        if (proposals.size() > 1) {
            lines.add("# " + proposals.size()
                    + " kinds of lines or files: a watch for each, in the same application.properties.");
        }
        for (Proposal proposal : proposals) {
            lines.add("");
            lines.addAll(ProposalText.of(proposal));
        }
        return new Report(
                lines,
                proposals.stream()
                        .filter(proposal -> !proposal.isEmpty())
                        .map(proposal -> new ProposedWatch(proposal.watch(), proposal.options(), proposal.files()))
                        .toList());
    }
}
