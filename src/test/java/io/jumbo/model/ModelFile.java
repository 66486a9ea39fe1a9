package io.jumbo.model;

import java.time.Duration;
import java.util.List;

/** A file as the model knows it: an inode, whatever its name. */
final class ModelFile {

    /** A file that was quiet for so long is not held open any more. */
    private static final Duration HELD_QUIET = Duration.ofSeconds(120);

    /** One that left the pattern and was quiet for so long is not held open any more. */
    private static final Duration HELD_AWAY = Duration.ofSeconds(60);

    /** What is on the disk. */
    private final StringBuilder text;

    /** What its writer has not yet written of the line it is at. */
    private String rest = "";

    /** What a rewrite in pieces has still to write, and the text with which it began. */
    private String pending = "";

    /** Whether a few seconds passed since the last piece of that. */
    private boolean paused;

    /** Whether nothing happened to it but that it was created under a new name, appended to and renamed. */
    private boolean steady;

    /** Whether a watch that still lives has met it in a poll. */
    private boolean held;

    /** For how long it was not changed. */
    private Duration quiet = Duration.ZERO;

    /** Whether its name does not match. */
    private boolean away;

    /** For how long it was away and not changed. */
    private Duration quietAway = Duration.ZERO;

    /** Whether some of its lines were there then. */
    private boolean read;

    /** Whether it was renamed since everything had settled. */
    private boolean moved;

    /** Whether it came back to a name that another one had meanwhile, since everything had settled. */
    private boolean back;

    /** Whether it replaced another one, with the lines of that, since everything had settled. */
    private boolean replaced;

    /** Whether it lost lines since everything had settled. */
    private boolean cut;

    /** Whether it was made as a copy since everything had settled. */
    private boolean copy;

    ModelFile(String text, boolean steady) {
        this.text = new StringBuilder(text);
        this.steady = steady;
    }

    String text() {
        return text.toString();
    }

    int length() {
        return text.length();
    }

    void append(String more) {
        text.append(more);
    }

    void replace(String content) {
        text.setLength(0);
        text.append(content);
        rest = "";
        pending = "";
        steady = false;
    }

    String rest() {
        return rest;
    }

    void setRest(String rest) {
        this.rest = rest;
    }

    String pending() {
        return pending;
    }

    void setPending(String pending) {
        this.pending = pending;
    }

    boolean hasPaused() {
        return paused;
    }

    void setPaused(boolean paused) {
        this.paused = paused;
    }

    boolean isSteady() {
        return steady;
    }

    void unsteady() {
        steady = false;
    }

    boolean isHeld() {
        return held;
    }

    void setHeld(boolean held) {
        this.held = held && quiet.compareTo(HELD_QUIET) < 0;
        read = held && !lines().isEmpty();
    }

    /** Time passes in which it is not changed: handles of quiet files are given back. */
    void rests(Duration time) {
        quiet = quiet.plus(time);
        quietAway = away ? quietAway.plus(time) : Duration.ZERO;
        held &= quiet.compareTo(HELD_QUIET) < 0 && quietAway.compareTo(HELD_AWAY) < 0;
    }

    void changes() {
        quiet = Duration.ZERO;
        quietAway = Duration.ZERO;
    }

    void setAway(boolean away) {
        this.away = away;
    }

    boolean isRead() {
        return read;
    }

    boolean isMoved() {
        return moved;
    }

    void setMoved(boolean moved) {
        this.moved = moved;
    }

    boolean isBack() {
        return back;
    }

    void setBack(boolean back) {
        this.back = back;
    }

    boolean isReplaced() {
        return replaced;
    }

    void setReplaced(boolean replaced) {
        this.replaced = replaced;
    }

    boolean isCopy() {
        return copy;
    }

    void setCopy(boolean copy) {
        this.copy = copy;
    }

    boolean isCut() {
        return cut;
    }

    void setCut(boolean cut) {
        this.cut = cut;
    }

    /** Its complete lines. */
    List<String> lines() {
        int end = text.lastIndexOf("\n");
        return end < 0 ? List.of() : List.of(text.substring(0, end).split("\n", -1));
    }
}
