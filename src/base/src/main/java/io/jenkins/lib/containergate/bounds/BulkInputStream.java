package io.jenkins.lib.containergate.bounds;

import java.io.IOException;
import java.io.InputStream;

/**
 * A stream that is read by pieces: a single byte is one of them, and what is skipped is read. What a subclass counts or
 * checks in its one method holds for everything that is taken from it.
 */
public abstract class BulkInputStream extends InputStream {
    @Override
    public final int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;

    /** One that reads another, and closes it with itself. */
    public abstract static class OnTop extends BulkInputStream {
        protected final InputStream in;

        protected OnTop(InputStream in) {
            this.in = in;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return in.read(target, offset, length);
        }

        @Override
        public void close() throws IOException {
            in.close();
        }
    }
}
