package io.jumbo.support;

import io.jumbo.support.InterceptedDataSource.Call;
import io.jumbo.support.InterceptedDataSource.Interceptor;

/** Lets something else happen in the middle of somebody's work with the database, on the same thread: before the n-th JDBC call from now. */
public final class Interjection implements Interceptor {

    private Runnable words = () -> {};
    private int left;

    /** Once, before call number {@code call}, counted from 1; not at all if there are not so many before the next time this is said. */
    public void before(int call, Runnable happens) {
        left = call;
        words = happens;
    }

    /** Nothing happens any more. */
    public void none() {
        left = 0;
    }

    @Override
    public Object intercept(Call call) throws Throwable {
        if (left > 0 && --left == 0) {
            words.run();
        }
        return call.proceed();
    }
}
