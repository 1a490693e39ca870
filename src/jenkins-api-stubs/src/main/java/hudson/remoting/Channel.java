package hudson.remoting;

import io.jenkins.lib.containergate.stubs.Signature;

public class Channel implements VirtualChannel {
    Channel() {}

    public <T> T export(Class<T> type, T instance) {
        throw Signature.only();
    }

    public boolean isClosingOrClosed() {
        throw Signature.only();
    }
}
