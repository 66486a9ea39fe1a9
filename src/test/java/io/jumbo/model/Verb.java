package io.jumbo.model;

import io.jumbo.support.FailurePoint.Failure;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** What can happen. */
enum Verb {
    // ---- an instrument writes
    APPEND(60, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.disk().append(path(action), lines(world, action));
        }
    },
    TORN_WRITE(30, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.disk().tear(path(action), action.size());
        }
    },
    LONG_LINES(5, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.disk().append(path(action), world.disk().newLines(2, LONG_LINE));
        }
    },
    SEVERAL_CHUNKS(5, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.disk().append(path(action), world.disk().newLines(SEVERAL_CHUNKS_OF_LINES, LONG_LINE));
        }
    },
    // ---- files change their names
    RENAME(15, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String from : some(world, action)) {
                for (String to : world.disk().free(action.other()).stream().toList()) {
                    world.disk().rename(from, to);
                }
            }
        }
    },
    RENAME_OVER(5, Claim.UNREAD_LINES_OF_THE_OTHER_MAY_BE_MISSING) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String from : some(world, action)) {
                world.disk().rename(from, world.disk().some(action.other()).orElseThrow());
            }
        }
    },
    SWAP(5, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String one : some(world, action)) {
                world.disk().swap(one, world.disk().some(action.other()).orElseThrow());
            }
        }
    },
    /** {@code a.1.txt} to {@code a.2.txt}, {@code a.txt} to {@code a.1.txt}, a new {@code a.txt}. */
    ROTATE(20, Claim.UNREAD_LINES_OF_THE_OTHER_MAY_BE_MISSING) {
        @Override
        void play(World world, Action action) throws Exception {
            for (int i = 1; i >= 0; i--) {
                if (world.disk().has(Disk.NAMES.get(i))) {
                    world.disk().rename(Disk.NAMES.get(i), Disk.NAMES.get(i + 1));
                }
            }
            world.disk().append(Disk.NAMES.get(0), lines(world, action));
        }
    },
    // ---- programs write whole files
    REWRITE_WITH_OLD_LINES(15, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().rewrite(name, world.disk().whole(name) + lines(world, action));
            }
        }
    },
    REPLACE_WITH_OLD_LINES(15, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().replaceWithOldLines(name, lines(world, action));
            }
        }
    },
    REWRITE(10, Claim.UNREAD_LINES_MAY_BE_MISSING) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().rewrite(name, lines(world, action));
            }
        }
    },
    REPLACE(10, Claim.UNREAD_LINES_MAY_BE_MISSING) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().replace(name, lines(world, action));
            }
        }
    },
    DELETE(5, Claim.UNREAD_LINES_MAY_BE_MISSING) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().delete(name);
            }
        }
    },
    DELETE_AND_CREATE(10, Claim.UNREAD_LINES_MAY_BE_MISSING) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().delete(name);
                world.disk().create(name, lines(world, action));
            }
        }
    },
    /** The new file often is given the inode of the deleted one. */
    DELETE_AND_CREATE_ANOTHER(10, Claim.UNREAD_LINES_MAY_BE_MISSING) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                for (String other : world.disk().free(action.other()).stream().toList()) {
                    world.disk().delete(name);
                    world.disk().create(other, lines(world, action));
                }
            }
        }
    },
    CLONE(5, Claim.AT_MOST_ONCE_MORE_FOR_EACH_COPY, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                for (String copy : world.disk().free(action.other()).stream().toList()) {
                    world.disk().copy(name, copy, true);
                }
            }
        }
    },
    /** In the place of lost permissions, which root does not feel: out of sight for a poll, and back. */
    FILE_AWAY_FOR_A_POLL(5, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().move(name, AWAY);
                world.poll();
                world.disk().move(AWAY, name);
            }
        }
    },
    DIRECTORY_AWAY_FOR_A_POLL(5, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.pollWithoutDirectory();
        }
    },
    // ---- the watch goes on
    POLL(60, Claim.EXACT) {
        @Override
        void play(World world, Action action) {
            world.poll();
        }
    },
    TIME_PASSES(10, Claim.EXACT) {
        @Override
        void play(World world, Action action) {
            world.pass(action.size() % 2 == 0 ? SHORT : LONG);
        }
    },
    SETTLE(15, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.settle();
        }
    },
    // ---- things go wrong
    KILL(15, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.kill(action.other() % 2 == 0 ? Failure.CUT_BEFORE : Failure.CUT_AFTER, action.size());
        }
    },
    RESTART(1, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.restart();
        }
    },
    CALL_FAILS(15, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.fail(Failure.values()[action.other() % Failure.values().length], action.size());
        }
    },
    CONNECTIONS_TERMINATED(1, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.terminateConnections();
        }
    },
    // ---- another instance
    SECOND_POLLS(15, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.pollSecond();
        }
    },
    SECOND_POLLS_IN_BETWEEN(10, Claim.EXACT) {
        @Override
        void play(World world, Action action) throws Exception {
            world.pollSecondInBetween(action.size());
        }
    },
    // ---- what the decision does not know yet
    COPYTRUNCATE(15, Claim.EXACT_IF_READ_BEFORE, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                for (String copy : world.disk().free(action.other()).stream().toList()) {
                    world.disk().copyAndRewrite(name, copy, lines(world, action));
                }
            }
        }
    },
    TRUNCATE(10, Claim.UNREAD_LINES_MAY_BE_MISSING, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().rewrite(name, "");
            }
        }
    },
    REWRITE_IN_PIECES(15, Claim.EXACT, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                String whole = world.disk().whole(name) + lines(world, action);
                world.disk().beginRewrite(name, whole, action.other() * action.size());
            }
        }
    },
    NEXT_PIECE(15, Claim.EXACT, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().goOn(name, action.other() * action.size());
            }
        }
    },
    MOVE_OUT(10, Claim.UNREAD_LINES_COME_IF_HELD, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                world.disk().rename(name, "out" + action.other());
            }
        }
    },
    MOVE_BACK(10, Claim.EXACT, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : world.disk().movedOut().stream().toList()) {
                for (String to : world.disk().free(action.other()).stream().toList()) {
                    world.disk().rename(name, to);
                }
            }
        }
    },
    NUL_BLOCK_FOR_A_POLL(10, Claim.EXACT, false) {
        @Override
        void play(World world, Action action) throws Exception {
            for (String name : some(world, action)) {
                String text = world.disk().newLines(1 + action.other(), LEAST_GAP);
                int zeros = LEAST_GAP + action.size() % (text.length() - LEAST_GAP);
                world.disk().append(name, "");
                world.disk().appendWithHole(name, text, zeros);
                world.poll();
                world.disk().fill(name, text);
            }
        }
    };

    /** Fewer zeros are content. */
    private static final int LEAST_GAP = 8;

    private static final int LONG_LINE = 1_000;
    private static final int SEVERAL_CHUNKS_OF_LINES = 150;
    private static final int MOST_LINES = 5;
    private static final String AWAY = "away.tmp";
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(70);

    private final int weight;
    private final Claim claim;
    private final boolean holdsToday;

    Verb(int weight, Claim claim) {
        this(weight, claim, true);
    }

    Verb(int weight, Claim claim, boolean holdsToday) {
        this.weight = weight;
        this.claim = claim;
        this.holdsToday = holdsToday;
    }

    abstract void play(World world, Action action) throws Exception;

    /** How often it happens, in proportion to the others. */
    int weight() {
        return weight;
    }

    Claim claim() {
        return claim;
    }

    static List<Verb> today() {
        return Arrays.stream(values()).filter(verb -> verb.holdsToday).toList();
    }

    private static String path(Action action) {
        return Disk.NAMES.get(action.file() % Disk.NAMES.size());
    }

    private static List<String> some(World world, Action action) {
        return world.disk().some(action.file()).stream().toList();
    }

    private static String lines(World world, Action action) {
        return world.disk().newLines(action.size() % MOST_LINES, 0);
    }
}
