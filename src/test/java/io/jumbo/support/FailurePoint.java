package io.jumbo.support;

import io.jumbo.support.InterceptedDataSource.Call;
import io.jumbo.support.InterceptedDataSource.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** Lets the n-th JDBC call fail, once or for good. Counts all calls that could. */
public final class FailurePoint implements Interceptor {

    /** In which way a call fails. */
    public enum Failure {
        /** The connection is gone before the server saw the call. */
        CUT_BEFORE(false, true) {
            @Override
            public Throwable thrown() {
                return new SQLException("injected: an I/O error occurred while sending to the backend", "08006");
            }
        },
        /** The server did it, but the answer is lost with the connection. For {@code commit} the unknown outcome. */
        CUT_AFTER(true, true) {
            @Override
            public Throwable thrown() {
                return new SQLException("injected: an I/O error occurred while reading the answer", "08006");
            }
        },
        /** Refused for reasons that have nothing to do with the line; the connection goes on working. */
        REFUSED(false, false) {
            @Override
            public Throwable thrown() {
                return new SQLException("injected: out of memory", "53200");
            }
        },
        /** As {@link #REFUSED}, and then the rollback does not get through either; the connection goes on working. */
        REFUSED_AND_NO_ROLLBACK(false, false) {
            @Override
            public Throwable thrown() {
                return new SQLException("injected: out of memory", "53200");
            }
        },
        /** The JVM fails before the call. */
        ERROR_BEFORE(false, false) {
            @Override
            public Throwable thrown() {
                return new OutOfMemoryError("injected");
            }
        },
        /** The JVM fails after the call. */
        ERROR_AFTER(true, false) {
            @Override
            public Throwable thrown() {
                return new OutOfMemoryError("injected");
            }
        };

        private final boolean done;
        private final boolean cut;

        Failure(boolean done, boolean cut) {
            this.done = done;
            this.cut = cut;
        }

        /** What the caller sees. */
        public abstract Throwable thrown();

        /** Whether the call is made before it fails. */
        public boolean isDone() {
            return done;
        }
    }

    private Failure failure = Failure.REFUSED;
    private int at = Integer.MAX_VALUE;
    private boolean forGood;
    private boolean rollbackFails;
    private int calls;
    private final Set<Connection> open = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Fails at call number {@code at} from now, counted from 1; everything after it works. */
    public synchronized void arm(Failure kind, int call) {
        failure = kind;
        at = call;
        forGood = false;
        rollbackFails = false;
        calls = 0;
    }

    /** Fails at call number {@code at} from now and at every later call: as far as the server can see, the process is gone. */
    public synchronized void armForGood(Failure kind, int call) {
        arm(kind, call);
        forGood = true;
    }

    /** Works; counts the calls from now on. */
    public synchronized void disarm() {
        arm(Failure.REFUSED, Integer.MAX_VALUE);
    }

    public synchronized int calls() {
        return calls;
    }

    public synchronized boolean isReached() {
        return calls >= at;
    }

    /** Whether no connection is open. */
    public synchronized boolean isIdle() {
        return open.isEmpty();
    }

    @Override
    public Object intercept(Call call) throws Throwable {
        if (isInMemory(call)) {
            return call.proceed();
        }
        boolean dead;
        boolean fails;
        synchronized (this) {
            calls++;
            fails = calls == at;
            dead = forGood && calls > at;
        }
        if (call.method().equals("close") && call.isOnConnection()) {
            closed(call.proxied());
        }
        if (dead) {
            if (call.connection() != null) {
                call.connection()
                        .abort(Runnable::run); // of several at work each one is gone, in the middle of what it does
            }
            throw failure.thrown();
        }
        if (fails) {
            fail(call);
        }
        if (isWholeRollback(call) && rollbackFailsNow()) {
            throw new OutOfMemoryError("injected");
        }
        Object result = call.proceed();
        if (result instanceof Connection connection && call.connection() == null) {
            opened(connection);
        }
        return result;
    }

    /** Calls that neither ask the server nor end anything: values of a statement, and what the driver knows by itself. */
    private static boolean isInMemory(Call call) {
        String method = call.method();
        return Set.of("isClosed", "isActive", "isWrapperFor", "unwrap").contains(method)
                || (!call.isOnConnection() && (method.startsWith("set") || method.equals("addBatch")));
    }

    private static boolean isWholeRollback(Call call) {
        return call.isOnConnection() && call.method().equals("rollback") && call.argumentCount() == 0;
    }

    private synchronized boolean rollbackFailsNow() {
        boolean fails = rollbackFails;
        rollbackFails = false;
        return fails;
    }

    private synchronized void opened(Connection connection) {
        open.add(connection);
    }

    private synchronized void closed(Connection connection) {
        open.remove(connection);
    }

    private void fail(Call call) throws Throwable {
        Connection connection = call.connection();
        rollbackFails = failure == Failure.REFUSED_AND_NO_ROLLBACK;
        closed(call.proxied()); // whoever meets an Error may never come to close it
        if (failure.done) {
            Object result = call.proceed();
            if (result instanceof Connection opened && connection == null) {
                opened.close();
            }
        }
        if ((failure.cut || forGood) && connection != null) {
            connection.abort(Runnable::run); // and not back to its pool
        }
        throw failure.thrown();
    }
}
