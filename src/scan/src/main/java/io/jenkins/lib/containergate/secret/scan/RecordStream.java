package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Texts that end in zeros, each as a line. */
final class RecordStream extends BulkInputStream.OnTop {
    RecordStream(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int read = super.read(target, offset, length);
        lines(target, offset, read);
        return read;
    }

    static void lines(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (bytes[i] == 0) {
                bytes[i] = '\n';
            }
        }
    }
}
