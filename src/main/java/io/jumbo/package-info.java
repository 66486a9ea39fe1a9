/**
 * Lines appended to files become rows in PostgreSQL, exactly once.
 *
 * <p>{@link io.jumbo.FileWatcher} is the door for Java programs. Packages depend on each other one way: {@code option}, then {@code listing} and {@code tail}, {@code
 * offset}, {@code write}, {@code events}, {@code follow}, {@code route}, this one, {@code app}. {@code ArchitectureTest} keeps it so.
 */
package io.jumbo;
