package io.jenkins.lib.containergate.finding;

import java.time.Instant;
import java.util.Optional;

/**
 * The installed package a vulnerability was found in.
 *
 * @param purl package URL in canonical form
 * @param fixedVersion the smallest version that fixes it on this package's release line
 * @param fixedSince when that version became known as the fix
 * @param fixStatus what its publisher does about the flaw
 */
public record AffectedPackage(
        String purl,
        String name,
        String version,
        Optional<String> fixedVersion,
        Optional<Instant> fixedSince,
        FixStatus fixStatus) {

    /** Of a source that does not tell what the publisher does. */
    public AffectedPackage(
            String purl, String name, String version, Optional<String> fixedVersion, Optional<Instant> fixedSince) {
        this(purl, name, version, fixedVersion, fixedSince, FixStatus.UNKNOWN);
    }
}
