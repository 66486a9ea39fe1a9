package io.jumbo.write.ways.copy;

import io.jumbo.tail.LineRecord;
import io.jumbo.write.template.ParameterType;
import io.jumbo.write.template.ParameterTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The types of which Jumbo reads input itself, if it is written in the plainest way: then it is certain what it means, whatever the server's version and
 * settings (but for one that gives {@code Z} another meaning than UTC), and can be sent in the server's own form, which is what the functions {@code int4send}, {@code numeric_send} and so on give. Says no where it
 * does not know; then the server reads it.
 *
 * @see <a href="https://www.postgresql.org/docs/current/datatype.html">Data Types</a>
 */
enum PlainType {
    /** Of any length: what is too long or too short for a column is the server's concern in both forms. */
    TEXT {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            row.field(line, from, to);
            return true;
        }
    },

    SMALLINT {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            long value = PlainNumber.integer(line, from, to);
            if (value < Short.MIN_VALUE || value > Short.MAX_VALUE) {
                return false;
            }
            row.field((short) value);
            return true;
        }
    },

    INTEGER {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            long value = PlainNumber.integer(line, from, to);
            if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
                return false;
            }
            row.field((int) value);
            return true;
        }
    },

    BIGINT {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            long value = PlainNumber.integer(line, from, to);
            if (value == PlainNumber.NO_INTEGER) {
                return false;
            }
            row.field(value);
            return true;
        }
    },

    REAL {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            float value = PlainNumber.real(line, from, to);
            if (Float.isNaN(value)) {
                return false;
            }
            row.field(Float.floatToRawIntBits(value));
            return true;
        }
    },

    DOUBLE {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            double value = PlainNumber.doublePrecision(line, from, to);
            if (Double.isNaN(value)) {
                return false;
            }
            row.field(Double.doubleToRawLongBits(value));
            return true;
        }
    },

    NUMERIC {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            return PlainNumber.appendNumeric(line, from, to, row);
        }
    },

    BOOLEAN {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            boolean value = is(line, from, to, "t") || is(line, from, to, "true") || is(line, from, to, "1");
            if (!value && !is(line, from, to, "f") && !is(line, from, to, "false") && !is(line, from, to, "0")) {
                return false;
            }
            row.field(value);
            return true;
        }
    },

    DATE {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            int days = to - from == PlainTime.DATE_LENGTH ? PlainTime.days(line, from) : PlainTime.NO_DATE;
            if (days == PlainTime.NO_DATE) {
                return false;
            }
            row.field(days);
            return true;
        }
    },

    /** Without time zone: one that is written all the same is passed over, as the server does. */
    TIMESTAMP {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            long microseconds = PlainTime.local(line, from, to);
            if (microseconds == PlainTime.NO_TIME) {
                return false;
            }
            row.field(microseconds);
            return true;
        }
    },

    /** With time zone: without one it is certain input, but what it means is up to the session. */
    TIMESTAMPTZ {
        @Override
        boolean append(LineRecord line, int from, int to, CopyBinary row) {
            long microseconds = PlainTime.utc(line, from, to);
            if (microseconds == PlainTime.NO_TIME) {
                return false;
            }
            row.field(microseconds);
            return true;
        }

        @Override
        boolean isInput(LineRecord line, int from, int to, CopyBinary scratch) {
            return PlainTime.local(line, from, to) != PlainTime.NO_TIME;
        }
    };

    private static final Map<String, PlainType> BY_NAME = Map.ofEntries(
            Map.entry("text", TEXT),
            Map.entry("character varying", TEXT),
            Map.entry("bpchar", TEXT),
            Map.entry("smallint", SMALLINT),
            Map.entry("integer", INTEGER),
            Map.entry("bigint", BIGINT),
            Map.entry("real", REAL),
            Map.entry("double precision", DOUBLE),
            Map.entry("numeric", NUMERIC),
            Map.entry("boolean", BOOLEAN),
            Map.entry("date", DATE),
            Map.entry("timestamp without time zone", TIMESTAMP),
            Map.entry("timestamp with time zone", TIMESTAMPTZ));

    /** The plain types that are the types of placeholders, as far as they are. */
    static List<Optional<PlainType>> of(ParameterTypes types) {
        return types.types().stream().map(PlainType::of).toList();
    }

    /** The plain type that is a type of the server, if it is one of them. */
    static Optional<PlainType> of(ParameterType type) {
        return type.isBuiltIn() ? Optional.ofNullable(BY_NAME.get(type.name())) : Optional.empty();
    }

    /**
     * Appends a stretch of a line in the server's own form. It must be valid UTF-8 without NUL.
     *
     * @return whether it is plain; if not, nothing was appended
     */
    abstract boolean append(LineRecord line, int from, int to, CopyBinary row);

    /**
     * Whether a stretch of a line is certainly valid input of the type.
     *
     * @param scratch to try it in; what is in it is of no use to anybody
     */
    boolean isInput(LineRecord line, int from, int to, CopyBinary scratch) {
        scratch.clear();
        return this == TEXT || append(line, from, to, scratch);
    }

    private static boolean is(LineRecord line, int from, int to, String word) {
        boolean same = to - from == word.length();
        for (int i = 0; same && i < word.length(); i++) {
            same = line.byteAt(from + i) == word.charAt(i);
        }
        return same;
    }
}
