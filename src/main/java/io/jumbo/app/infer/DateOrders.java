package io.jumbo.app.infer;

import io.jumbo.option.DateOrder;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * In which order the numbers of dates such as {@code 03/04/2026} can be read: each value rules orders out, and of those that stay the one is believed in which
 * the dates follow each other closest.
 */
final class DateOrders {

    /** So many times closer decides. */
    private static final double CLEARLY = 3;

    private final Map<DateOrder, Double> days = new EnumMap<>(DateOrder.class);
    private final Map<DateOrder, Double> before = new EnumMap<>(DateOrder.class);
    private final Map<DateOrder, String> against = new EnumMap<>(DateOrder.class);
    private String example = "";
    private boolean points;
    private boolean half;
    private long count;
    private int previous = -1;

    DateOrders() {
        Arrays.stream(DateOrder.values()).forEach(order -> days.put(order, 0.0));
    }

    /** Takes a date into account. */
    void accept(String text, DateNumbers numbers, MomentText moment) {
        half |= moment.half();
        int key = (numbers.first() * 100 + numbers.second()) * 10_000 + numbers.third();
        count++;
        if (key == previous) {
            return;
        }
        previous = key;
        points |= text.indexOf('.') > 0 && text.indexOf('.') < 3;
        example = example.isEmpty() ? text : example;
        for (DateOrder order : List.copyOf(days.keySet())) {
            Optional<Double> day = day(order, numbers).map(whole -> whole + moment.minutes() / 1440.0);
            if (day.isEmpty()) {
                days.remove(order);
                against.put(order, text);
            } else {
                Double last = before.put(order, day.get());
                days.merge(order, last == null ? 0 : Math.abs(day.get() - last), Double::sum);
            }
        }
    }

    private static Optional<Double> day(DateOrder order, DateNumbers n) {
        try {
            return Optional.of((double) (switch (order) {
                        case DMY -> date(n.third(), n.second(), n.first());
                        case MDY -> date(n.third(), n.first(), n.second());
                        case YMD -> date(n.first(), n.second(), n.third());
                    })
                    .toEpochDay());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static LocalDate date(int year, int month, int day) {
        if (day > 31) {
            throw new DateTimeException("the year is the last number");
        }
        return LocalDate.of(year < 70 ? 2000 + year : year < 100 ? 1900 + year : year, month, day);
    }

    /** Whether no order fits all of the dates. */
    boolean isContradictory() {
        return count > 0 && days.isEmpty();
    }

    /** Empty if there was no such date. */
    Optional<Guess<DateOrder>> decide() {
        if (count == 0 || days.isEmpty()) {
            return Optional.empty();
        }
        List<Map.Entry<DateOrder, Double>> left =
                days.entrySet().stream().sorted(Map.Entry.comparingByValue()).toList();
        DateOrder first = left.get(0).getKey();
        if (left.size() == 1) {
            return Optional.of(Guess.sure(
                    first,
                    against.getOrDefault(first == DateOrder.DMY ? DateOrder.MDY : DateOrder.DMY, example)
                            + " can be read in no other order"));
        }
        double closest = left.get(0).getValue();
        double next = left.stream()
                .skip(1)
                .filter(entry -> entry.getKey() != DateOrder.YMD)
                .mapToDouble(Map.Entry::getValue)
                .findFirst()
                .orElse(0);
        if (next > closest * CLEARLY && next - closest > 20) {
            return Optional.of(Guess.likely(
                    first,
                    "read so, one date follows the other closest: " + Math.round(closest) + " days in all, otherwise "
                            + Math.round(next)));
        } else if (points && days.containsKey(DateOrder.DMY)) {
            return Optional.of(
                    Guess.likely(DateOrder.DMY, "where dates are written with points, the day stands first"));
        }
        DateOrder usual = (half && days.containsKey(DateOrder.MDY)) || !days.containsKey(DateOrder.DMY)
                ? DateOrder.MDY
                : DateOrder.DMY;
        DateOrder shown = days.containsKey(usual) ? usual : first;
        return Optional.of(Guess.guess(
                shown,
                "the files do not decide it: " + example + " is " + bothWays() + ". Take the other if you know better"
                        + (half ? "; AM and PM are mostly American" : "")));
    }

    private String bothWays() {
        return days.keySet().stream()
                .map(order -> order + " "
                        + MomentText.of(example)
                                .numbers()
                                .flatMap(numbers -> day(order, numbers))
                                .map(day ->
                                        LocalDate.ofEpochDay(day.longValue()).toString())
                                .orElse("none"))
                .reduce((one, other) -> one + " or " + other)
                .orElse("");
    }
}
