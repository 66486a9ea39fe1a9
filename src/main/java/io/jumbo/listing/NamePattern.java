package io.jumbo.listing;

/**
 * What one name of a path must look like: {@code *} stands for any characters, {@code ?} for one. Immutable.
 *
 * @param pattern without slashes, normalised as {@link FilePatterns} normalises names
 * @param hidden whether the two also stand for the dot that a hidden name begins with
 */
record NamePattern(String pattern, boolean hidden) {

    boolean matches(String name) {
        return (hidden || name.isEmpty() || name.charAt(0) != '.' || pattern.startsWith(".")) && matchesText(name);
    }

    /** Goes back to the last asterisk only, and so needs no more than the product of both lengths. */
    private boolean matchesText(String name) {
        int inPattern = 0;
        int inName = 0;
        int asterisk = -1;
        int behindAsterisk = 0;
        while (inName < name.length()) {
            if (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
                asterisk = inPattern++;
                behindAsterisk = inName;
            } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == '?') {
                inPattern++;
                inName += Character.charCount(name.codePointAt(inName));
            } else if (inPattern < pattern.length() && pattern.charAt(inPattern) == name.charAt(inName)) {
                inPattern++;
                inName++;
            } else if (asterisk >= 0) {
                inPattern = asterisk + 1;
                inName = ++behindAsterisk;
            } else {
                return false;
            }
        }
        while (inPattern < pattern.length() && pattern.charAt(inPattern) == '*') {
            inPattern++;
        }
        return inPattern == pattern.length();
    }
}
