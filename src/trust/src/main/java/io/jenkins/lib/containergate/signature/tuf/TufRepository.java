package io.jenkins.lib.containergate.signature.tuf;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import java.util.Optional;

/** Where metadata and targets are, by their path in a repository with consistent snapshots. Nothing it gives is trusted. */
@FunctionalInterface
public interface TufRepository {
    /**
     * @param path {@code 3.root.json}, {@code timestamp.json}, {@code targets/HASH.trusted_root.json}
     * @return empty when there is no such file
     * @throws GateException when it cannot be known whether there is, or it is larger than {@code maxBytes}
     */
    Optional<Bytes> read(String path, int maxBytes) throws GateException, InterruptedException;
}
