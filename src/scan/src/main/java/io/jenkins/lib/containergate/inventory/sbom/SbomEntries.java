package io.jenkins.lib.containergate.inventory.sbom;

import io.jenkins.lib.containergate.image.Digest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a document says, whatever its format.
 *
 * @param format with its version: {@code CycloneDX 1.6}
 * @param tool that wrote it, in lower case; empty when it does not say
 * @param image name of the image it is about
 * @param digests of that image: of its manifest, its index or its configuration
 * @param operatingSystem the entry that names it
 * @param incomplete why it does not name everything, as clauses; empty when it does not say so itself and names no other SBOM
 * @param gaps that this project wrote into it, each {@code RULE: TITLE (PATH)}
 * @param untoldGaps how many more there were
 * @param ignored components that never hold packages, by kind
 * @param vulnerabilities how many it names itself
 */
record SbomEntries(
        String format,
        String tool,
        Optional<String> image,
        Set<Digest> digests,
        List<SbomEntry> operatingSystem,
        List<SbomEntry> components,
        List<String> incomplete,
        List<String> gaps,
        int untoldGaps,
        List<SbomEntry> ignored,
        int vulnerabilities) {
    SbomEntries {
        digests = Set.copyOf(digests);
        operatingSystem = List.copyOf(operatingSystem);
        components = List.copyOf(components);
        incomplete = List.copyOf(incomplete);
        gaps = List.copyOf(gaps);
        ignored = List.copyOf(ignored);
    }

    /** Whether this project wrote the document. */
    boolean own() {
        return SbomPackage.own(components);
    }
}
