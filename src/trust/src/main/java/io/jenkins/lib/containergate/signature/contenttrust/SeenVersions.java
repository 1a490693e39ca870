package io.jenkins.lib.containergate.signature.contenttrust;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.security.PublicKey;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Remembers which metadata were seen, so that nobody can go back to older ones (C.6.4). */
@FunctionalInterface
public interface SeenVersions {

    /**
     * @param content of that version: two contents of one version are as bad as an older version
     * @param signers who has signed it, and whose signatures would have done
     */
    record Version(long number, Bytes content, Signers signers) {}

    /**
     * The keys of a role, by the SHA-256 of each.
     *
     * @param signed have signed the metadata
     * @param trusted may sign for the role, as the metadata above it say now
     * @param threshold how many of them have to
     */
    record Signers(Set<String> signed, Set<String> trusted, int threshold) {
        public Signers {
            signed = Set.copyOf(signed);
            trusted = Set.copyOf(trusted);
        }

        static Signers of(RoleKeys keys, Set<PublicKey> signed) {
            return new Signers(
                    hashes(signed),
                    hashes(keys.keys().values().stream().map(TrustKey::key).toList()),
                    keys.threshold());
        }

        private static Set<String> hashes(Collection<PublicKey> keys) {
            return keys.stream().map(key -> PublicKeys.fingerprint(key).hex()).collect(Collectors.toSet());
        }

        /** Whether metadata that others have signed earlier would count today. */
        boolean stillAccept(Set<String> earlier) {
            return earlier.stream().filter(trusted::contains).count() >= threshold;
        }
    }

    /**
     * Compares with what was seen before and, if nothing of it is older, remembers it: all or nothing. What was signed with
     * keys that a newer root no longer trusts is forgotten first, so that whoever stole them and counted the versions up
     * does not lock the owner out (TUF 1.0.34, section 5.3.11).
     *
     * @param repository server and repository
     * @param versions by role, each after the one that names its keys
     * @throws RejectedSignatureException when newer metadata, or others of the same version, were seen before
     * @throws GateException when what was seen before cannot be read or kept: then nothing can be decided
     */
    void advance(String repository, Map<String, Version> versions) throws GateException;
}
