package io.jumbo.model;

import io.jumbo.offset.InMemoryOffsets.Calls;
import io.jumbo.support.FailurePoint.Failure;
import java.sql.SQLException;

/** The calls of an instance to the store in memory: the n-th may fail, once or for good, or something may happen before it. */
final class StoreCalls implements Calls {

    private static final int NEVER = Integer.MAX_VALUE;

    private Failure failure = Failure.REFUSED;
    private int failsAt = NEVER;
    private boolean forGood;
    private Runnable deed = () -> {};
    private int happensAt = NEVER;
    private int calls;

    void fails(Failure kind, int call, boolean forGoodThen) {
        failure = kind;
        failsAt = call;
        forGood = forGoodThen;
        calls = 0;
    }

    void happensBefore(int call, Runnable happens) {
        deed = happens;
        happensAt = call;
        calls = 0;
    }

    void calm() {
        failsAt = NEVER;
        happensAt = NEVER;
        calls = 0;
    }

    @Override
    public void before(String call) throws SQLException {
        calls++;
        if (calls == happensAt) {
            deed.run();
        }
        if (isDead() || (calls == failsAt && !failure.isDone())) {
            fail();
        }
    }

    @Override
    public void after(String call) throws SQLException {
        if (calls == failsAt && failure.isDone()) {
            fail();
        }
    }

    private boolean isDead() {
        return forGood && calls > failsAt;
    }

    private void fail() throws SQLException {
        Throwable thrown = failure.thrown();
        if (thrown instanceof SQLException refused) {
            throw refused;
        }
        throw (Error) thrown;
    }
}
