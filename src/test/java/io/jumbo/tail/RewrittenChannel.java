package io.jumbo.tail;

import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/** A file in memory that is given its next content between two looks at it, so that a test may put a rewrite at any point of a pass. */
class RewrittenChannel extends FileChannel {

    /** Decides what the file holds at the next look. */
    @FunctionalInterface
    interface Instrument {
        byte[] next(byte[] now);
    }

    private final Instrument instrument;
    private final int most;
    private byte[] content;

    RewrittenChannel(byte[] content, Instrument instrument) {
        this(content, instrument, Integer.MAX_VALUE);
    }

    /**
     * @param most bytes that are given at once
     */
    RewrittenChannel(byte[] content, Instrument instrument, int most) {
        this.content = content;
        this.instrument = instrument;
        this.most = most;
    }

    int most() {
        return most;
    }

    @Override
    public long size() {
        content = instrument.next(content);
        return content.length;
    }

    @Override
    public int read(ByteBuffer target, long position) {
        content = instrument.next(content);
        if (position >= content.length) {
            return -1;
        }
        int length = Math.min(most(), Math.min(target.remaining(), content.length - (int) position));
        target.put(content, (int) position, length);
        return length;
    }

    @Override
    protected void implCloseChannel() {
        content = new byte[0];
    }

    @Override
    public int read(ByteBuffer target) {
        throw new UnsupportedOperationException("files are read by absolute offset");
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) {
        throw new UnsupportedOperationException("files are read by absolute offset");
    }

    @Override
    public int write(ByteBuffer source) {
        throw written();
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) {
        throw written();
    }

    @Override
    public int write(ByteBuffer source, long position) {
        throw written();
    }

    @Override
    public FileChannel truncate(long size) {
        throw written();
    }

    @Override
    public void force(boolean metaData) {
        throw written();
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) {
        throw written();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw written();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw written();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException("files are read by absolute offset");
    }

    @Override
    public FileChannel position(long newPosition) {
        throw new UnsupportedOperationException("files are read by absolute offset");
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) {
        throw new UnsupportedOperationException("memory is bounded by chunks");
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException("a mapped file that is cut ends the process");
    }

    private static UnsupportedOperationException written() {
        return new UnsupportedOperationException("an instrument's files are never changed, and never locked");
    }
}
