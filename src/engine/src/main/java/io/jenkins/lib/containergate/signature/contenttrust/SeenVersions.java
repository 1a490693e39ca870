package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.util.Map;

/** Remembers which metadata were seen, so that nobody can go back to older ones (C.6.4). */
@FunctionalInterface
public interface SeenVersions {

    /** @param content of that version: two contents of one version are as bad as an older version */
    record Version(long number, Bytes content) {}

    /**
     * Compares with what was seen before and, if nothing of it is older, remembers it: all or nothing.
     *
     * @param repository server and repository
     * @param versions by role
     * @throws RejectedSignatureException when newer metadata, or others of the same version, were seen before
     * @throws GateException when what was seen before cannot be read or kept: then nothing can be decided
     */
    void advance(String repository, Map<String, Version> versions) throws GateException;
}
