package io.jumbo.write;

/** The ways a template can be executed for many lines: a closed set, chosen here and nowhere else. */
enum WriteMethod {
    /** {@code COPY … FROM STDIN}, for an INSERT of nothing but placeholders into a table where COPY does the same. */
    COPY {
        @Override
        RowWriter writer(InsertTemplate template, ParameterTypes types) {
            return new CopyWriter(template.plainInsert().orElseThrow().copy());
        }
    },

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
