package io.jumbo.app.infer;

import java.util.Optional;
import java.util.regex.Matcher;

/**
 * Reads the dates and times of one column. Most of them differ from the one before in nothing but digits: these are read without a regular expression. Not
 * thread-safe.
 */
final class MomentReader {

    private String known = "";
    private MomentText as = MomentText.NONE;
    private int[] places = {};

    /** The same as {@link MomentText#of}, sooner. */
    MomentText read(String text) {
        if (as.kind().isMoment() && isLikeKnown(text)) {
            int hour = number(text, 6);
            int minute = number(text, 8);
            if (minute < 60 && (hour < 24 || places[6] < 0) && isSecond(text)) {
                Optional<DateNumbers> numbers = places[0] < 0
                        ? as.numbers()
                        : Optional.of(new DateNumbers(number(text, 0), number(text, 2), number(text, 4)));
                return new MomentText(as.kind(), numbers, as.comma(), as.half(), hour * 60 + minute);
            }
        }
        MomentText moment = MomentText.of(text);
        learn(text, moment);
        return moment;
    }

    private void learn(String text, MomentText moment) {
        boolean simple = moment.kind().isMoment() && !moment.half() && moment.kind() != Kind.INTERVAL;
        as = MomentText.NONE;
        if (simple) {
            Matcher found = MomentText.match(text);
            known = text;
            as = moment;
            places = new int[] {
                found.start("a"),
                found.end("a"),
                found.start("b"),
                found.end("b"),
                found.start("c"),
                found.end("c"),
                found.start("hour"),
                found.end("hour"),
                found.start("minute"),
                found.end("minute")
            };
        }
    }

    private boolean isLikeKnown(String text) {
        int length = text.length();
        if (length != known.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            char k = known.charAt(i);
            if (c != k && (c < '0' || c > '9' || k < '0' || k > '9')) {
                return false;
            }
        }
        return true;
    }

    /** Behind the minute, a colon and two digits of which the first is below 7. */
    private boolean isSecond(String text) {
        int at = places[9] + 1;
        return places[9] < 0 || at >= text.length() || text.charAt(places[9]) != ':' || text.charAt(at) < '7';
    }

    private int number(String text, int place) {
        int number = 0;
        for (int i = places[place]; i >= 0 && i < places[place + 1]; i++) {
            number = number * 10 + text.charAt(i) - '0';
        }
        return number;
    }
}
