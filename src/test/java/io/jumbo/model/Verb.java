package io.jumbo.model;

/** What can happen, how often, and what is claimed then. */
enum Verb {
    // ---- an instrument writes
    APPEND(60, Claim.EXACT, Instruments::append),
    TORN_WRITE(30, Claim.EXACT, Instruments::tornWrite),
    LONG_LINES(5, Claim.EXACT, Instruments::longLines),
    SEVERAL_CHUNKS(5, Claim.EXACT, Instruments::severalChunks),
    NUL_BLOCK_FOR_A_POLL(10, Claim.EXACT, Instruments::nulBlockForAPoll),

    // ---- files get other names, or none
    RENAME(15, Claim.EXACT, Names::rename),
    RENAME_OVER(5, Claim.UNREAD_LINES_COME_IF_HELD, Names::renameOver),
    SWAP(5, Claim.EXACT, Names::swap),
    ROTATE(20, Claim.UNREAD_LINES_COME_IF_HELD, Names::rotate),
    MOVE_OUT(10, Claim.UNREAD_LINES_COME_IF_HELD, Names::moveOut),
    MOVE_BACK(10, Claim.EXACT, Names::moveBack),
    DELETE(5, Claim.UNREAD_LINES_COME_IF_HELD, Names::delete),
    DELETE_AND_CREATE(10, Claim.UNREAD_LINES_COME_IF_HELD, Names::deleteAndCreate),
    DELETE_AND_CREATE_ANOTHER(10, Claim.UNREAD_LINES_COME_IF_HELD, Names::deleteAndCreateAnother),
    FILE_AWAY_FOR_A_POLL(5, Claim.EXACT, Names::fileAwayForAPoll),
    DIRECTORY_AWAY_FOR_A_POLL(5, Claim.EXACT, (world, action) -> world.pollWithoutDirectory()),

    // ---- programs write whole files
    REWRITE_WITH_OLD_LINES(15, Claim.EXACT, Programs::rewriteWithOldLines),
    REPLACE_WITH_OLD_LINES(15, Claim.EXACT, Programs::replaceWithOldLines),
    REWRITE_IN_PIECES(15, Claim.EXACT, Programs::rewriteInPieces),
    NEXT_PIECE(15, Claim.EXACT, Programs::nextPiece),
    REWRITE(10, Claim.UNREAD_LINES_MAY_BE_MISSING, Programs::rewrite),
    REPLACE(10, Claim.UNREAD_LINES_COME_IF_HELD, Programs::replace),
    PREPEND(4, Claim.EXACT, Programs::prepend),
    FOOTER(4, Claim.EXACT, Programs::footer),
    TRUNCATE(10, Claim.UNREAD_LINES_MAY_BE_MISSING, Programs::truncate),
    COPYTRUNCATE(15, Claim.EXACT, Programs::copytruncate),
    COPYTRUNCATE_OUT(10, Claim.EXACT, Programs::copytruncateOut),
    CLONE(5, Claim.AT_MOST_ONCE_MORE_FOR_EACH_COPY, Programs::cloneFile),

    // ---- the watch goes on
    POLL(60, Claim.EXACT, (world, action) -> world.poll()),
    LOOK(40, Claim.EXACT, (world, action) -> world.look()),
    TIME_PASSES(10, Claim.EXACT, (world, action) -> world.timePasses(action.size())),
    SETTLE(15, Claim.EXACT, (world, action) -> world.settle()),

    // ---- things go wrong
    KILL(15, Claim.EXACT, (world, action) -> world.kill(action.other(), action.size())),
    RESTART(1, Claim.EXACT, (world, action) -> world.restart()),
    CALL_FAILS(15, Claim.EXACT, (world, action) -> world.fail(action.other(), action.size())),
    CONNECTIONS_TERMINATED(1, Claim.EXACT, (world, action) -> world.terminateConnections()),

    // ---- another instance
    SECOND_POLLS(15, Claim.EXACT, (world, action) -> world.pollSecond()),
    SECOND_POLLS_IN_BETWEEN(10, Claim.EXACT, (world, action) -> world.pollSecondInBetween(action.size()));

    /** Lets it happen. */
    @FunctionalInterface
    interface Deed {
        void play(World world, Action action) throws Exception;
    }

    private final int weight;
    private final Claim claim;
    private final Deed deed;

    Verb(int weight, Claim claim, Deed deed) {
        this.weight = weight;
        this.claim = claim;
        this.deed = deed;
    }

    void play(World world, Action action) throws Exception {
        deed.play(world, action);
    }

    /** How often it happens, in proportion to the others. */
    int weight() {
        return weight;
    }

    Claim claim() {
        return claim;
    }
}
