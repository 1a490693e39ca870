package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.registry.TrustServerReader;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.Optional;

/** A Notary v1 server over HTTP. */
public final class RegistryTrustServer implements TrustServer {
    private final TrustServerReader reader;

    public RegistryTrustServer(TrustServerReader reader) {
        this.reader = reader;
    }

    @Override
    public Optional<Bytes> file(String file, int maxBytes, Deadline deadline)
            throws GateException, InterruptedException {
        return reader.file(file, maxBytes, deadline).map(Bytes::of);
    }
}
