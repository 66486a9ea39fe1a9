package io.jumbo.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The table that {@link Throughput} prints, as a picture: for each case a bar of COPY's rows per second and one of Jumbo's. */
final class Chart {

    private static final String HEAD = "| Case | COPY, rows/s | Jumbo, rows/s |";

    private static final int WIDTH = 915;
    private static final int LEFT = 345;
    private static final int LONGEST_BAR = WIDTH - LEFT - 90;
    private static final int TOP = 46;
    private static final int BAR = 14;
    private static final int GROUP = 2 * BAR + 18;

    private static final String STYLE = """
        <style>
          text { font: 13px system-ui, sans-serif; fill: #24292f; }
          .copy { fill: #8c959f; }
          .jumbo { fill: #0969da; }
          .value { font-size: 12px; }
          @media (prefers-color-scheme: dark) { text { fill: #d0d7de; } .jumbo { fill: #58a6ff; } }
        </style>
        """;

    private Chart() {}

    /** A row of the table. */
    private record Case(String name, double copy, double jumbo) {}

    /**
     * Draws a table.
     *
     * @param markdown file with the table in it
     * @param svg file to write
     */
    static void draw(Path markdown, Path svg) throws IOException {
        List<Case> cases = cases(Files.readAllLines(markdown));
        if (cases.isEmpty()) {
            throw new IllegalArgumentException(markdown + " has no table that begins with " + HEAD);
        }
        Files.writeString(svg, svg(cases));
    }

    private static List<Case> cases(List<String> lines) {
        List<Case> cases = new ArrayList<>();
        boolean inTable = false;
        for (String line : lines) {
            // A case that is measured beside another one of Jumbo is no comparison with COPY.
            if (inTable && line.startsWith("|") && !line.startsWith("|---") && !line.contains("beside Jumbo")) {
                String[] cells = line.split("\\|");
                cases.add(new Case(cells[1].strip(), number(cells[2]), number(cells[3])));
            }
            inTable = line.startsWith(HEAD) || (inTable && line.startsWith("|"));
        }
        return cases;
    }

    private static double number(String cell) {
        return Double.parseDouble(cell.strip().replace(",", ""));
    }

    private static String svg(List<Case> cases) {
        double most = cases.stream()
                .mapToDouble(each -> Math.max(each.copy, each.jumbo))
                .max()
                .orElseThrow();
        StringBuilder svg = new StringBuilder();
        svg.append(String.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"Rows per"
                        + " second of Jumbo and COPY\">%n",
                WIDTH, TOP + cases.size() * GROUP));
        svg.append(STYLE);
        legend(svg, LEFT, "copy", "COPY");
        legend(svg, LEFT + 80, "jumbo", "Jumbo, rows per second");
        for (int i = 0; i < cases.size(); i++) {
            int y = TOP + i * GROUP;
            Case each = cases.get(i);
            svg.append(String.format(
                    "<text x=\"%d\" y=\"%d\" text-anchor=\"end\">%s</text>%n",
                    LEFT - 12, y + BAR + 5, escaped(each.name)));
            bar(svg, y, "copy", each.copy, most);
            bar(svg, y + BAR, "jumbo", each.jumbo, most);
        }
        return svg.append("</svg>\n").toString();
    }

    private static void legend(StringBuilder svg, int x, String kind, String text) {
        svg.append(String.format(
                "<rect class=\"%s\" x=\"%d\" y=\"14\" width=\"12\" height=\"12\"/><text x=\"%d\" y=\"25\">%s</text>%n",
                kind, x, x + 18, text));
    }

    private static void bar(StringBuilder svg, int y, String kind, double value, double most) {
        int width = (int) Math.max(1, LONGEST_BAR * value / most);
        svg.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/>"
                        + "<text class=\"value\" x=\"%d\" y=\"%d\">%,.0f</text>%n",
                kind,
                LEFT,
                y,
                width,
                BAR - 1,
                LEFT + width + 6,
                y + BAR - 3,
                value));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
