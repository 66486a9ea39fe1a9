package io.jumbo.write.ways.copy;

import java.sql.SQLException;

/**
 * Columns may have been given other types since values were made ready for them. Nothing of what was written may stay; the next attempt asks for the types
 * first.
 */
public final class OtherTypesException extends SQLException {

    private static final long serialVersionUID = 1L;
    private static final String SERIALIZATION_FAILURE = "40001";

    OtherTypesException() {
        super("columns were given other types meanwhile", SERIALIZATION_FAILURE);
    }
}
