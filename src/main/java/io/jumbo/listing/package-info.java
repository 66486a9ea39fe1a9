/**
 * Which files of a directory are read. {@link io.jumbo.listing.FilePatterns} decides by their paths, without looking at a disk, and {@link
 * io.jumbo.listing.RealDirectories} which directories are entered. Polls, {@code check} and {@link io.jumbo.listing.Unmatched} all ask the two, so that they see
 * the same files.
 */
package io.jumbo.listing;
