package jenkins.util;

import io.jenkins.lib.containergate.stubs.Signature;

public final class SetContextClassLoader implements AutoCloseable {
    public SetContextClassLoader(Class<?> clazz) {}

    @Override
    public void close() {
        throw Signature.only();
    }
}
