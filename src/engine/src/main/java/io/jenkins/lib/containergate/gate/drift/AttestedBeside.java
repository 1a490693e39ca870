package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.AttestedVerdicts.Found;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Finds what is attested beside an image and every index that is known to list it: the one that is named, those that its verdicts
 * name, and those that only a ledger knows, where that counts.
 */
final class AttestedBeside {
    private final AttestedVerdicts verdicts;
    private final RepositoryReaders registries;
    private final Evidence counted;

    AttestedBeside(AttestedVerdicts verdicts, RepositoryReaders registries, Evidence counted) {
        this.verdicts = verdicts;
        this.registries = registries;
        this.counted = counted;
    }

    /** @param named index that the task definition or its tag is */
    Found find(RunningImage image, Optional<Digest> named, Deadline deadline)
            throws GateException, InterruptedException {
        RepositoryReader repository = registries.of(image.pinned());
        Found found = verdicts.find(repository, image.pinned(), image.platform(), named, deadline);
        Digest chosen = found.image().map(signed -> signed.manifest().digest()).orElse(image.digest());
        Set<Digest> others = new HashSet<>(counted.indexes(chosen));
        others.addAll(AttestedVerdicts.indexes(found.standing()));
        others.remove(image.digest());
        found.image()
                .flatMap(SignedImage::index)
                .ifPresent(listing -> others.remove(listing.descriptor().digest()));
        for (Digest other : others) {
            if (repository.manifest(other, deadline).isEmpty()) {
                continue; // a registry removes what no tag names; the ledger has what was found out about it before
            }
            found = Found.worse(
                    found, verdicts.find(repository, image.of(chosen), image.platform(), Optional.of(other), deadline));
        }
        return found;
    }
}
