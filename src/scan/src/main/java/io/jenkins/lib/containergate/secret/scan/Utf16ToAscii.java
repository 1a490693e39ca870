package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** UTF-16 without its zero bytes: ASCII becomes readable, and nothing else matters here. */
final class Utf16ToAscii extends BulkInputStream.OnTop {
    Utf16ToAscii(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            int read = in.read(target, offset, length);
            if (read < 0) {
                return -1;
            }
            int kept = narrow(target, offset, read);
            if (kept > 0) {
                return kept;
            }
        }
    }

    /** @return how many bytes are left */
    static int narrow(byte[] bytes, int length) {
        return narrow(bytes, 0, length);
    }

    private static int narrow(byte[] bytes, int offset, int length) {
        int kept = 0;
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] != 0) {
                bytes[offset + kept++] = bytes[i];
            }
        }
        return kept;
    }
}
