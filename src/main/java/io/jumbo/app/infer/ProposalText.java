package io.jumbo.app.infer;

import java.util.ArrayList;
import java.util.List;

/** Writes a proposal as lines of {@code application.properties}. */
final class ProposalText {

    private static final String GO_ON = " \\";

    private ProposalText() {}

    static List<String> of(Proposal proposal) {
        String prefix = proposal.watch().isEmpty() ? "jumbo." : "watch." + proposal.watch() + ".";
        List<String> lines = new ArrayList<>();
        comment(lines, "---- " + proposal.title());
        proposal.notes().forEach(note -> comment(lines, "Note: " + note));
        if (proposal.isEmpty()) {
            return lines;
        }
        lines.add("");
        for (Setting setting : proposal.settings()) {
            if (!setting.why().isEmpty()) {
                comment(lines, setting.why());
            }
            lines.add(prefix + setting.key() + " = " + PropertyText.escaped(setting.value()));
        }
        lines.add("");
        proposal.columns()
                .forEach(column -> comment(
                        lines,
                        column.identifier() + " " + column.type().value().name() + " - "
                                + column.type().reason()));
        lines.add(prefix + "create-table = CREATE TABLE IF NOT EXISTS " + proposal.table() + " (" + GO_ON);
        for (int i = 0; i < proposal.columns().size(); i++) {
            boolean last = i == proposal.columns().size() - 1;
            lines.add("    " + proposal.columns().get(i).definition() + (last ? ")" : "," + GO_ON));
        }
        lines.add(prefix + "insert = " + PropertyText.escaped(proposal.insert()));
        return lines;
    }

    private static void comment(List<String> lines, String text) {
        lines.add("# " + PropertyText.comment(text));
    }
}
