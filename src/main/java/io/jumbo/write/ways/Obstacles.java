package io.jumbo.write.ways;

import io.jumbo.write.template.InsertTarget;
import io.jumbo.write.template.InsertTemplate;
import io.jumbo.write.template.Mentioned;
import io.jumbo.write.template.ParameterType;
import io.jumbo.write.template.ParameterTypes;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks the catalog, with one query, what stands in the way of writing many lines in one statement: whatever runs with a row and may see, or change, what
 * other lines bring. What is PostgreSQL's own (foreign keys to other tables, identity columns, sequences, input functions of types) does not, nor do functions
 * that are harmless:
 *
 * <ul>
 *   <li>PostgreSQL's own that are immutable, or on the list of those that are evaluated for each row and read no table;
 *   <li>functions in C that are immutable, as extensions have them, and those of {@code uuid-ossp} and {@code pgcrypto};
 *   <li>functions in C behind an operator, a cast or an index, whatever they are declared.
 * </ul>
 *
 * <p>Everything else is an obstacle, also a function in SQL that is declared immutable: whether it is, nobody can tell.
 */
final class Obstacles {

    /** Of PostgreSQL's own functions that are not immutable, those that give for each row of a set what they give for each statement of a transaction. */
    private static final String HARMLESS = "^(age|anytextcat|textanycat|array_(sample|shuffle|to_json|to_string)"
            + "|clock_timestamp|concat|concat_ws|convert|convert_from|convert_to|current_(database|schemas?|setting|user)"
            + "|date|date_.*|enum_(first|last|range)|extract|format|gen_random_uuid|generate_series"
            + "|get_current_ts_config|getdatabaseencoding|getpgusername|in_range|inet_(client|server)_(addr|port)"
            + "|interval_pl_timestamptz|jsonb?_.*|length|make_timestamptz|money|nextval|now|numeric|overlaps"
            + "|((phrase|plain|websearch_)?to)_?tsquery|pg_(backend_pid|client_encoding|typeof)|quote_(literal|nullable)"
            + "|random|random_normal|regclass|row_to_json|session_user|system_user|text|time|timeofday|timestamp(tz)?"
            + "|timestamp(tz)?_.*|timetz|timezone|to_(char|date|jsonb?|number|timestamp|tsvector)|to_reg[a-z]+"
            + "|transaction_timestamp|uuidv[47]|version|xml|xml_is_well_formed)$";

    private static final String QUERY = """
            WITH RECURSIVE asked AS (
              SELECT ?::text AS tablename, ?::text[] AS given, ?::boolean AS defaults, ?::boolean AS updates, ?::boolean AS plain,
                ?::int8[] AS types, ?::text[] AS schemas, ?::text[] AS functions, ?::text[] AS fields, ?::text[] AS words,
                ?::text[] AS operators
            ), target AS (
              SELECT oid, relkind, row_security_active(oid) AS secured FROM asked, pg_class WHERE oid = to_regclass(nullif(tablename, ''))
            ), tree AS (
              SELECT oid, relkind, 0 AS depth FROM target
              UNION ALL SELECT c.oid, c.relkind, depth + 1 FROM tree JOIN pg_inherits ON inhparent = tree.oid
                JOIN pg_class AS c ON c.oid = inhrelid AND c.relispartition
            ), columns AS (
              SELECT a.attrelid, a.attnum, a.attname, a.atttypid, a.attgenerated, depth
                FROM tree JOIN pg_attribute AS a ON a.attrelid = tree.oid AND a.attnum > 0 AND NOT a.attisdropped
            ), types AS (
              SELECT atttypid AS oid FROM columns WHERE depth = 0
              UNION SELECT unnest(types)::oid FROM asked
              UNION SELECT oid FROM asked JOIN pg_type ON typname = ANY (words) AND typtype IN ('d', 'c', 'r')
              UNION SELECT part.oid FROM types JOIN pg_type AS t ON t.oid = types.oid AND t.oid >= 16384, LATERAL (
                SELECT t.typbasetype UNION ALL SELECT t.typelem
                UNION ALL SELECT atttypid FROM pg_attribute WHERE attrelid = t.typrelid AND attnum > 0 AND NOT attisdropped
                UNION ALL SELECT rngsubtype FROM pg_range WHERE rngtypid = t.oid
                UNION ALL SELECT type[1]::oid FROM pg_constraint, regexp_matches(conbin::text, ':resulttype (\\d+)', 'g') AS type
                  WHERE contypid = t.oid) AS part (oid)
            ), expressions AS (
              SELECT CASE c.attgenerated WHEN '' THEN 'DEFAULT' ELSE 'GENERATED' END AS kind,
                  format('%s.%I', c.attrelid::regclass, c.attname) AS name, '' AS place, adbin::text AS tree
                FROM asked, columns AS c JOIN pg_attrdef ON adrelid = c.attrelid AND adnum = c.attnum
                WHERE c.attgenerated <> '' OR c.depth = 0 AND (defaults OR c.attname <> ALL (given))
              UNION ALL SELECT 'DOMAIN', t.oid::regtype::text, '', expression
                FROM types JOIN pg_type AS t ON t.oid = types.oid AND t.typtype = 'd', LATERAL (
                  SELECT t.typdefaultbin::text UNION ALL SELECT conbin::text FROM pg_constraint WHERE contypid = t.oid
                ) AS of_domain (expression) WHERE expression IS NOT NULL
              UNION ALL SELECT 'CHECK', quote_ident(conname), conrelid::regclass::text, conbin::text
                FROM tree JOIN pg_constraint ON conrelid = tree.oid AND contype = 'c'
              UNION ALL SELECT 'INDEX', indexrelid::regclass::text, indrelid::regclass::text, concat(indexprs, indpred)
                FROM tree JOIN pg_index ON indrelid = tree.oid WHERE indexprs IS NOT NULL OR indpred IS NOT NULL
              UNION ALL SELECT 'PARTITIONS', partrelid::regclass::text, '', partexprs::text
                FROM tree JOIN pg_partitioned_table ON partrelid = tree.oid WHERE partexprs IS NOT NULL
              UNION ALL SELECT 'POLICY', quote_ident(polname), polrelid::regclass::text, concat(polqual, polwithcheck)
                FROM target JOIN pg_policy ON polrelid = target.oid WHERE secured
            ), called AS (
              SELECT 'STATEMENT' AS kind, '' AS name, '' AS place, p.oid AS function
                FROM asked, unnest(schemas, functions) AS written (schema, function)
                JOIN pg_proc AS p ON p.proname = written.function JOIN pg_namespace AS n ON n.oid = p.pronamespace
                WHERE CASE written.schema WHEN '' THEN nspname = ANY (current_schemas(true))
                  WHEN 'pg_temp' THEN n.oid = pg_my_temp_schema() ELSE nspname = written.schema END
              UNION ALL SELECT 'STATEMENT', '', '', p.oid FROM asked JOIN pg_proc AS p ON p.proname = ANY (fields) AND p.pronargs = 1
                JOIN pg_type AS t ON t.oid = p.proargtypes[0] AND t.typtype = 'c'
              UNION ALL SELECT kind, name, place, function[1]::oid
                FROM expressions, regexp_matches(tree, ':(?:func|opfunc)id (\\d+)', 'g') AS function
            ), classes AS (
              SELECT indexrelid::regclass::text AS name, indrelid::regclass::text AS place, unnest(indclass) AS oid
                FROM tree JOIN pg_index ON indrelid = tree.oid
              UNION ALL SELECT partrelid::regclass::text, partrelid::regclass::text, unnest(partclass)
                FROM tree JOIN pg_partitioned_table ON partrelid = tree.oid
            ), behind AS (
              SELECT 'STATEMENT' AS kind, '' AS name, '' AS place, oprcode::oid AS function
                FROM asked JOIN pg_operator ON oprname = ANY (operators) AND oid >= 16384 WHERE NOT plain
              UNION ALL SELECT 'CAST', castsource::regtype::text, casttarget::regtype::text, castfunc
                FROM asked, pg_cast WHERE NOT plain AND castfunc >= 16384
                  AND (castcontext = 'i' OR casttarget = 'json'::regtype
                    OR castsource IN (SELECT oid FROM types) OR casttarget IN (SELECT oid FROM types)
                    OR casttarget IN (SELECT oid FROM pg_type WHERE typname = ANY (words)))
              UNION ALL SELECT 'INDEX', name, place, amproc FROM classes JOIN pg_opclass AS o ON o.oid = classes.oid AND o.oid >= 16384
                JOIN pg_amproc ON amprocfamily = opcfamily
              UNION ALL SELECT 'INDEX', quote_ident(conname), conrelid::regclass::text, oprcode
                FROM tree JOIN pg_constraint ON conrelid = tree.oid AND conexclop IS NOT NULL
                JOIN pg_operator AS o ON o.oid = ANY (conexclop) AND o.oid >= 16384
            )
            SELECT DISTINCT kind, name, place, function, foldable FROM (
              SELECT 'UNKNOWN' AS kind, '' AS name, '' AS place, '' AS function, false AS foldable
                FROM asked WHERE NOT EXISTS (SELECT FROM target)
              UNION ALL SELECT CASE relkind WHEN 'f' THEN 'FOREIGN_TABLE' ELSE 'VIEW' END, '', oid::regclass::text, '', false
                FROM tree WHERE relkind NOT IN ('r', 'p')
              UNION ALL SELECT 'RULE', quote_ident(rulename), ev_class::regclass::text, '', false
                FROM target JOIN pg_rewrite ON ev_class = target.oid WHERE relkind <> 'v'
              UNION ALL SELECT 'TRIGGER', quote_ident(tgname), tgrelid::regclass::text, tgfoid::regprocedure::text, false
                FROM asked, tree JOIN pg_trigger ON tgrelid = tree.oid
                WHERE NOT tgisinternal AND tgfoid >= 16384 AND tgtype & (CASE WHEN updates THEN 20 ELSE 4 END) <> 0
                  AND (tgtype & 1 = 1 OR depth = 0)
                  AND tgenabled IN ('A', CASE current_setting('session_replication_role') WHEN 'replica' THEN 'R' ELSE 'O' END)
              UNION ALL SELECT 'SELF_REFERENCE', quote_ident(conname), conrelid::regclass::text, '', false
                FROM tree JOIN pg_constraint ON conrelid = tree.oid AND contype = 'f' WHERE confrelid IN (SELECT oid FROM tree)
              UNION ALL SELECT 'CASCADE', quote_ident(conname), conrelid::regclass::text, '', false
                FROM asked, tree JOIN pg_constraint ON confrelid = tree.oid AND contype = 'f'
                WHERE updates AND confupdtype IN ('c', 'n', 'd')
              UNION ALL SELECT 'QUERYING_POLICY', name, place, '', false FROM expressions WHERE kind = 'POLICY' AND tree LIKE '%{SUBLINK %'
              UNION ALL SELECT kind, name, place, p.oid::regprocedure::text,
                  kind IN ('STATEMENT', 'DEFAULT', 'DOMAIN') AND p.provolatile = 'i'
                FROM called JOIN pg_proc AS p ON p.oid = called.function
                WHERE NOT CASE WHEN p.oid < 16384 THEN provolatile = 'i' OR proname ~ '@HARMLESS@'
                  ELSE provolatile = 'i' AND prolang IN (12, 13) OR EXISTS (
                    SELECT FROM pg_depend JOIN pg_extension AS e ON e.oid = refobjid WHERE refclassid = 'pg_extension'::regclass
                      AND classid = 'pg_proc'::regclass AND objid = p.oid AND extname IN ('uuid-ossp', 'pgcrypto')) END
              UNION ALL SELECT kind, name, place, p.oid::regprocedure::text, kind = 'STATEMENT' AND p.provolatile = 'i'
                FROM behind JOIN pg_proc AS p ON p.oid = behind.function WHERE p.oid >= 16384 AND prolang NOT IN (12, 13)
            ) AS obstacle
            """.replace("@HARMLESS@", HARMLESS);

    private final InsertTemplate template;
    private final ParameterTypes types;

    Obstacles(InsertTemplate template, ParameterTypes types) {
        this.template = template;
        this.types = types;
    }

    /** What there is, the most telling first; nothing if the table and all functions are harmless. */
    List<Obstacle> find(Connection connection) throws SQLException {
        List<Obstacle> found = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(QUERY)) {
            List<Object> parameters = parameters(connection);
            for (int i = 0; i < parameters.size(); i++) {
                statement.setObject(i + 1, parameters.get(i));
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    found.add(new Obstacle(
                            Obstacle.Kind.valueOf(row.getString("kind")),
                            row.getString("name"),
                            row.getString("place"),
                            row.getString("function"),
                            row.getBoolean("foldable")));
                }
            }
        }
        found.sort(Comparator.comparing(Obstacle::kind).thenComparing(Obstacle::words));
        return found;
    }

    /**
     * Checks that nothing is in the way.
     *
     * @throws ObstacleException if something is
     */
    void requireNone(Connection connection) throws SQLException {
        List<Obstacle> found = find(connection);
        if (!found.isEmpty()) {
            throw new ObstacleException(found.get(0));
        }
    }

    /** In the order of the query. */
    private List<Object> parameters(Connection connection) throws SQLException {
        Optional<InsertTarget> target = template.insertTarget();
        List<String> columns = target.map(InsertTarget::columns).orElse(List.of());
        Mentioned mentioned = template.mentioned();
        return List.of(
                target.map(InsertTarget::table).orElse(""),
                texts(connection, columns.stream().map(Mentioned::catalogName)),
                columns.isEmpty() || template.saysDefault(),
                template.isUpdateOnConflict(),
                template.plainInsert().isPresent(),
                connection.createArrayOf(
                        "int8", types.types().stream().map(ParameterType::oid).toArray()),
                texts(connection, mentioned.functions().stream().map(Mentioned.Function::schema)),
                texts(connection, mentioned.functions().stream().map(Mentioned.Function::name)),
                texts(connection, mentioned.fields().stream()),
                texts(connection, mentioned.words().stream()),
                texts(connection, mentioned.operators().stream().distinct()));
    }

    private static Array texts(Connection connection, Stream<String> texts) throws SQLException {
        return connection.createArrayOf("text", texts.toArray());
    }
}
