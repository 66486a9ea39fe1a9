package io.jumbo.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Measurements of one thing. */
final class Series {

    private final List<Double> values = new ArrayList<>();

    void add(double value) {
        values.add(value);
        values.sort(null);
    }

    double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    /** The value that so many of a hundred do not exceed. */
    double percentile(int of100) {
        return values.get(Math.min(values.size() - 1, values.size() * of100 / 100));
    }

    /** Median, least and greatest, each in this format. */
    String in(String format) {
        return String.format(
                Locale.ROOT,
                format + " (" + format + "–" + format + ")",
                median(),
                values.get(0),
                values.get(values.size() - 1));
    }

    @Override
    public String toString() {
        return in("%.2f");
    }
}
