package io.jumbo.write;

/** The ways a template itself can be executed for many lines: a closed set. {@link PreparedTemplate} knows when COPY does the same. */
enum WriteMethod {
    /** One {@code INSERT … SELECT … FROM unnest(…)} for all rows. */
    UNNEST {
        @Override
        RowWriter writer(InsertTemplate template, ParameterTypes types) {
            return new UnnestWriter(template, types);
        }
    },

    /** The statement itself, executed row by row in one JDBC batch. Fits every statement. */
    BATCH {
        @Override
        RowWriter writer(InsertTemplate template, ParameterTypes types) {
            return new BatchWriter(template, types);
        }
    };

    abstract RowWriter writer(InsertTemplate template, ParameterTypes types);

    /** The fastest method that gives the rows the statement itself would give, line by line, and needs no COPY. */
    static WriteMethod of(InsertTemplate template) {
        return template.isSingleValues() ? UNNEST : BATCH;
    }
}
