package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.Optional;

/** A Notary v1 server, asked about one repository (C.6.1). */
@FunctionalInterface
public interface TrustServer {

    /**
     * @param file such as {@code timestamp.json} or {@code 3.root.json}
     * @return empty when there is no such file
     * @throws GateException when the server does not say, or has more than {@code maxBytes}
     */
    Optional<Bytes> file(String file, int maxBytes, Deadline deadline) throws GateException, InterruptedException;
}
