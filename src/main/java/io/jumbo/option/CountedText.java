package io.jumbo.option;

/** A text that is read a limited number of times: what backtracks without end in it ends all the same, wherever it is run. Not thread-safe. */
final class CountedText implements CharSequence {

    /** About a tenth of a second; an ordinary pattern needs some ten for each character. */
    private static final int MOST_STEPS = 20_000_000;

    private final String text;
    private int steps;

    CountedText(String text) {
        this.text = text;
    }

    @Override
    public char charAt(int index) {
        if (++steps > MOST_STEPS) {
            throw new TooManyStepsException();
        }
        return text.charAt(index);
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return text.substring(start, end);
    }

    @Override
    public String toString() {
        return text;
    }
}
