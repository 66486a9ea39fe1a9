package io.jumbo.offset;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * The tables as released. What stands here was created on other people's servers and is never edited: a later release appends {@code ALTER
 * TABLE … ADD COLUMN IF NOT EXISTS} statements, each with a default, behind the columns here. Indexes may change: nobody's data is in them.
 */
class TablesTest {

    @Test
    void ddl_is_the_released_one() {
        assertThat(Tables.DDL).isEqualTo("""
                CREATE TABLE IF NOT EXISTS jumbo_offsets (
                  file_id     bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  watch       text NOT NULL,
                  path        text NOT NULL,
                  next_byte   bigint NOT NULL CHECK (next_byte >= 0),
                  lines       bigint NOT NULL CHECK (lines >= 0),
                  file_key    text,
                  head_sha256 text NOT NULL,
                  tail_sha256 text NOT NULL,
                  replaced_at timestamptz,
                  updated_at  timestamptz NOT NULL DEFAULT now()
                );
                CREATE UNIQUE INDEX IF NOT EXISTS jumbo_offsets_watch_path
                  ON jumbo_offsets (watch, path) WHERE replaced_at IS NULL;
                CREATE INDEX IF NOT EXISTS jumbo_offsets_watch_file_key
                  ON jumbo_offsets (watch, file_key);
                CREATE TABLE IF NOT EXISTS jumbo_dead_letters (
                  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
                  watch       text NOT NULL,
                  path        text NOT NULL,
                  line_number bigint NOT NULL,
                  first_byte  bigint NOT NULL,
                  line        bytea NOT NULL,
                  line_bytes  bigint NOT NULL,
                  sqlstate    text NOT NULL,
                  reason      text NOT NULL,
                  template    text NOT NULL,
                  rejected_at timestamptz NOT NULL DEFAULT now()
                );
                ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS head bytea;
                ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS tail bytea;
                ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS modified_at timestamptz;
                ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS gone_at timestamptz;
                ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS abandoned_bytes bigint NOT NULL DEFAULT 0;
                ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS changed_at timestamptz;
                ALTER TABLE jumbo_offsets ADD COLUMN IF NOT EXISTS learnt text;
                ALTER TABLE jumbo_dead_letters ADD COLUMN IF NOT EXISTS learnt text;
                ALTER TABLE jumbo_offsets SET (fillfactor = 50);
                CREATE INDEX IF NOT EXISTS jumbo_offsets_watch_beginning
                  ON jumbo_offsets (watch, head_sha256);
                DROP INDEX IF EXISTS jumbo_offsets_watch_head;
                """);
    }

    /** Every start executes it where a table is missing, so it must not mind what is there already. */
    @Test
    void every_statement_may_be_repeated() {
        assertThat(Tables.DDL.strip().split(";\\s*"))
                .isNotEmpty()
                .allSatisfy(statement ->
                        assertThat(statement).containsPattern(" IF (NOT )?EXISTS |^ALTER TABLE jumbo_offsets SET "));
    }
}
