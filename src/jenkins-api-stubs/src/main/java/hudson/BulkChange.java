package hudson;

import hudson.model.Saveable;
import io.jenkins.lib.containergate.stubs.Signature;
import java.io.Closeable;
import java.io.IOException;

public class BulkChange implements Closeable {
    public BulkChange(Saveable saveable) {}

    public void commit() throws IOException {
        throw Signature.only();
    }

    public static BulkChange current() {
        throw Signature.only();
    }

    public static boolean contains(Saveable s) {
        throw Signature.only();
    }

    @Override
    public void close() {
        throw Signature.only();
    }
}
