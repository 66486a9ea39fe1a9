/**
 * Which files of a directory are read.
 *
 * <p>Contract of the package: {@link io.jumbo.listing.FilePatterns} decides by paths and looks at no disk; {@link io.jumbo.listing.RealDirectories} decides which
 * directories are entered, each real one once. Polls, {@code check} and {@link io.jumbo.listing.Unmatched} ask the same two, so that they see the same files. Knows
 * only the options; never writes to a disk ({@code ArchitectureTest}).
 */
package io.jumbo.listing;
