/** Lines appended to files become rows in PostgreSQL, exactly once. */
package io.jumbo;
