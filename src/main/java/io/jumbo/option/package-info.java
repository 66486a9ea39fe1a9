/**
 * What a user may set, and what it may be set to: the closed set of {@code jumbo.*} options, their defaults, units and
 * bounds.
 *
 * <p>Contract of the package: text in, a validated value or a refusal out; no disk, no clock. A refusal names the key, the value, what is allowed and what to write
 * instead; nothing is corrected silently. The process, the route templates and {@code FileWatcher} all read their options through {@link io.jumbo.option.WatchOptions},
 * so that a mistake is refused with the same words everywhere.
 */
package io.jumbo.option;
