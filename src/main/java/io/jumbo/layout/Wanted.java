package io.jumbo.layout;

import java.util.List;

/**
 * What a statement wants of the lines that are no data. Immutable.
 *
 * @param names of fields, to be found in a line of names; empty if it uses none, or the option {@code names} gives them
 * @param headerKeys of values in the header: {@code Sample ID} of {@code %(header:Sample ID)s}
 * @param groups of {@code header-pattern}
 */
record Wanted(Names names, List<String> headerKeys, List<String> groups) {

    Wanted {
        headerKeys = List.copyOf(headerKeys);
        groups = List.copyOf(groups);
    }
}
