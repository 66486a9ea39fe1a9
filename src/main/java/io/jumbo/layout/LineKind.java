package io.jumbo.layout;

/** What a line is. */
public enum LineKind {
    /** Above the data. */
    HEADER("header"),
    /** Among the data: names that are given again. */
    NAMES_AGAIN("names again"),
    /** The first line behind data. */
    DATA_END("data-end"),
    /** Begins as comments do. */
    COMMENT("comment-prefix"),
    /** Units, a footer: what is to be skipped is found in it. */
    SKIPPED("skip"),
    /** Of another kind: what every data line holds is not found in it. */
    NOT_ONLY("only"),
    /** Passed over. */
    BLANK("blank"),
    /** One record, or a part of one. */
    DATA("data"),
    /** Not to be taken: what it is cannot be told, or nothing may be read of it. */
    REFUSED("refused");

    private final String words;

    LineKind(String words) {
        this.words = words;
    }

    /** What made it that, for a person: the option where there is one. */
    public String words() {
        return words;
    }

    /** Whether it was left out from among the data. */
    public boolean isLeftOut() {
        return this == COMMENT || this == SKIPPED || this == NOT_ONLY;
    }
}
