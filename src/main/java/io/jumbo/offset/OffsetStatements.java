package io.jumbo.offset;

/** The statements of {@link PostgresOffsets}. All name the columns that they use: an earlier release may have stored fewer. */
final class OffsetStatements {

    private static final String SELECT =
            "SELECT file_id, path, next_byte, lines, file_key, head_sha256, tail_sha256, head, tail, modified_at, learnt,"
                    + " gone_at IS NOT NULL AS gone, extract(epoch FROM now() - replaced_at) AS replaced_seconds_ago,"
                    + " replaced_at IS NOT NULL AND EXISTS (SELECT FROM jumbo_offsets AS now WHERE now.watch = was.watch"
                    + " AND now.path = was.path AND now.replaced_at IS NULL AND now.file_key = was.file_key) AS same_file_goes_on"
                    + " FROM jumbo_offsets AS was WHERE watch = ?";

    static final String FIND = SELECT + " AND path = ? AND replaced_at IS NULL";

    static final String FIND_BY_ID = SELECT + " AND file_id = ?";

    static final String FIND_BY_KEY = SELECT + " AND file_key = ? AND (path <> ? OR replaced_at IS NOT NULL)"
            + " ORDER BY replaced_at DESC NULLS FIRST";

    /** The latest come first, and not many of them: what is being copied was written to a moment ago. */
    static final String FIND_BY_HEAD = SELECT + " AND head_sha256 = ANY (?) AND (path <> ? OR replaced_at IS NOT NULL)"
            + " AND next_byte > 0 AND file_key IS DISTINCT FROM ? ORDER BY updated_at DESC LIMIT 32";

    /** Of all files at once, without their excerpts: there may be a hundred thousand. */
    static final String ALL = SELECT.replace(" head, tail,", " NULL::bytea AS head, NULL::bytea AS tail,")
            + " AND replaced_at IS NULL AND path <> ''";

    /** A rest that was given up is not looked for again. */
    static final String ALL_SET_ASIDE =
            SELECT + " AND replaced_at IS NOT NULL AND abandoned_bytes = 0 ORDER BY replaced_at";

    static final String ANY = "SELECT EXISTS (SELECT FROM jumbo_offsets WHERE watch = ?)";

    static final String CREATE = "INSERT INTO jumbo_offsets (watch, path, next_byte, lines, file_key, head_sha256,"
            + " tail_sha256, head, tail, modified_at, learnt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (watch, path) WHERE replaced_at IS NULL DO NOTHING RETURNING file_id";

    /** What was learnt may be long, and stays as it is stored where it is the same. */
    private static final String SET =
            "UPDATE jumbo_offsets SET next_byte = ?, lines = ?, file_key = ?, head_sha256 = ?,"
                    + " tail_sha256 = ?, head = ?, tail = ?, modified_at = ?, learnt = (SELECT CASE WHEN jumbo_offsets.learnt = given"
                    + " THEN jumbo_offsets.learnt ELSE given END FROM (SELECT ?::text) AS now (given)),"
                    + " gone_at = NULL, updated_at = now()";

    /** Takes the row's lock without waiting for it: who holds it is writing this very chunk. */
    static final String ADVANCE = SET + " WHERE file_id = (SELECT file_id FROM jumbo_offsets"
            + " WHERE watch = ? AND file_id = ? AND next_byte = ? AND head_sha256 = ? AND tail_sha256 = ?"
            + " FOR UPDATE NOWAIT)";

    /** What follows changes the very row that was read before, at the path and the offset it had then: another instance may have been faster. */
    private static final String AS_READ =
            " WHERE file_id = ? AND path = ? AND (replaced_at IS NULL) = ? AND next_byte = ? AND tail_sha256 = ?"
                    + " AND file_key IS NOT DISTINCT FROM ?";

    static final String MOVE_TO = SET + AS_READ;

    static final String RENAME =
            "UPDATE jumbo_offsets SET path = ?, file_key = ?, modified_at = ?, replaced_at = NULL, gone_at = NULL,"
                    + " updated_at = now()" + AS_READ;

    /** What was set aside when a file was cut, for its copy: it is told from other such rows by the file that was cut. */
    static final String RENAME_CUT = "UPDATE jumbo_offsets SET path = ? WHERE watch = ? AND path = ?"
            + " AND file_key = ? AND replaced_at > now() - make_interval(secs => ?)";

    static final String SET_ASIDE = "UPDATE jumbo_offsets SET replaced_at = now(), updated_at = now()" + AS_READ;

    static final String CUT = "UPDATE jumbo_offsets SET path = ?, replaced_at = now(), updated_at = now()" + AS_READ;

    static final String REMOVE = "DELETE FROM jumbo_offsets" + AS_READ;

    /** Of files that are replaced all the time, as many are remembered as a rotation has names. */
    static final String KEEP_LATEST_SET_ASIDE = "DELETE FROM jumbo_offsets WHERE file_id IN (SELECT file_id FROM"
            + " jumbo_offsets WHERE watch = ? AND path = ? AND replaced_at IS NOT NULL ORDER BY file_id DESC OFFSET 10)";

    static final String GONE = "UPDATE jumbo_offsets SET gone_at = now() WHERE watch = ? AND file_id = ?"
            + " AND replaced_at IS NULL AND gone_at IS NULL";

    static final String ABANDON =
            "UPDATE jumbo_offsets SET abandoned_bytes = abandoned_bytes + ? WHERE watch = ? AND file_id = ?";

    static final String LINES_CHANGED = "UPDATE jumbo_offsets SET changed_at = now() WHERE watch = ? AND file_id = ?";

    static final String FORGET = "DELETE FROM jumbo_offsets WHERE watch = ? AND path <> '' AND file_id <> ALL (?)"
            + " AND greatest(coalesce(gone_at, replaced_at), updated_at) < now() - make_interval(secs => ?)"
            + " AND coalesce(gone_at, replaced_at) IS NOT NULL RETURNING path";

    private OffsetStatements() {}
}
