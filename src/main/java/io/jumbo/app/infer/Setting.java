package io.jumbo.app.infer;

/**
 * A line of a proposal.
 *
 * @param key of the option, without prefix
 * @param value as the option reads it
 * @param why it is proposed; empty where there is nothing to say
 */
record Setting(String key, String value, String why) {}
