/**
 * Which lines of a file are data, and what the others say of them: headers, titles, units, comments, footers. Decides line by line, in the order of the file, and
 * depends on nothing but the lines and the options: reading a file again from its start gives the same. What it knows at a place fits into a short text, which is
 * stored with the offset in the same transaction.
 */
package io.jumbo.layout;
