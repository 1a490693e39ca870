package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.BulkInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** An unpacked stream up to where its compressed data is damaged: what comes before is searched, and the damage is said afterwards. */
final class UntilDamage extends BulkInputStream.OnTop {
    private @Nullable IOException damage;

    UntilDamage(InputStream in) {
        super(in);
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (damage != null) {
            return -1;
        }
        try {
            return super.read(target, offset, length);
        } catch (MalformedArchiveException | ZipException | EOFException e) {
            damage = e;
            return -1;
        }
    }

    /** Throws what was met. */
    void end() throws IOException {
        if (damage != null) {
            throw damage;
        }
    }
}
