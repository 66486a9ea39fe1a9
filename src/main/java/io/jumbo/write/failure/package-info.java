/**
 * What a failure means: the server's own words, whose fault it is, and what to do next.
 *
 * <p>Contract of the package: decisions are pure and depend on SQLSTATE and on what is the same in every language, never on words, except for hints that an
 * attempt must confirm. Knows PostgreSQL's driver; executes nothing.
 */
package io.jumbo.write.failure;
