package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Index;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.registry.StoredManifest;
import io.jenkins.lib.containergate.report.cyclonedx.SbomInventory;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.AttachedFiles;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads what the registry holds about one image that runs, and evaluates it again. */
final class EvidenceReader {
    private static final int MAX_FILE = 64 << 20;

    private final AttestedVerdicts verdicts;
    private final Registries registries;
    private final Optional<Reevaluation> vulnerabilities;
    private final EndedWaivers waivers;
    private final Evidence counted;
    private final Wanted wanted;

    /** What the policy has on: nothing else is read. */
    record Wanted(boolean tags, boolean waivers, boolean vulnerabilities) {}

    EvidenceReader(
            AttestedVerdicts verdicts,
            Registries registries,
            Optional<Reevaluation> vulnerabilities,
            EndedWaivers waivers,
            Evidence counted,
            Wanted wanted) {
        this.verdicts = verdicts;
        this.registries = registries;
        this.vulnerabilities = vulnerabilities;
        this.waivers = waivers;
        this.counted = counted;
        this.wanted = wanted;
    }

    ImageEvidence read(RunningImage image, Deadline deadline) throws GateException, InterruptedException {
        AttestedVerdicts.Found found = find(image, deadline);
        VerdictStanding standing = counted.of(found.standing(), image.named().repository(), digests(image, found));
        Optional<SignedVerdict> passed = passed(standing);
        Standing none = new Standing.NotApplicable("no verdict that passed is known");
        Standing ended = none;
        Standing known = none;
        if (passed.isPresent() && found.image().isPresent()) {
            ended = wanted.waivers() ? told(() -> waivers(image, found.image().get(), passed.get(), deadline)) : none;
            known = wanted.vulnerabilities()
                    ? told(() -> vulnerabilities(image, found.image().get(), passed.get(), deadline))
                    : none;
        }
        Standing tag = wanted.tags() ? told(() -> tag(image, deadline)) : none;
        return new ImageEvidence(standing, tag, ended, known);
    }

    private AttestedVerdicts.Found find(RunningImage image, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        try {
            return verdicts.find(registries.of(image.pinned()), image.pinned(), image.platform(), deadline);
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return new AttestedVerdicts.Found(new VerdictStanding.Undecided(e.problem(), e.remedy()), Optional.empty());
        }
    }

    private RepositoryReader reader(ImageReference image) throws GateException, InterruptedException {
        return registries.of(image).reader(image);
    }

    private static List<Digest> digests(RunningImage image, AttestedVerdicts.Found found) {
        return Stream.concat(
                        Stream.of(image.digest()),
                        found.image().stream()
                                .flatMap(signed -> signed.signable().stream())
                                .map(Descriptor::digest))
                .distinct()
                .toList();
    }

    private interface Question {
        Standing ask() throws GateException, InterruptedException;
    }

    private static Standing told(Question question) throws DeadlineExceededException, InterruptedException {
        try {
            return question.ask();
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return new Standing.Undecided(e.problem(), e.remedy());
        }
    }

    private static Optional<SignedVerdict> passed(VerdictStanding standing) {
        if (standing instanceof VerdictStanding.Passed passed) {
            return Optional.of(passed.verdict());
        }
        if (standing instanceof VerdictStanding.TooOld old) {
            return Optional.of(old.verdict());
        }
        return standing instanceof VerdictStanding.Looser looser ? Optional.of(looser.verdict()) : Optional.empty();
    }

    private Standing waivers(RunningImage image, SignedImage signed, SignedVerdict passed, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<Bytes> file = attached(image, signed, AttachedFile.Kind.verdict, passed, deadline);
        if (file.isEmpty()) {
            return waivers.ofPolicy(passed.summary(), names(image));
        }
        Verdict verdict = new VerdictReader()
                .read(
                        "the attached verdict",
                        new ByteArrayInputStream(file.get().toArray()))
                .verdict();
        List<DecidedFinding> blocking = waivers.ofVerdict(verdict, names(image));
        return blocking.isEmpty()
                ? new Standing.Holds()
                : new Standing.Broken(blocking.stream()
                        .map(each -> each.finding().rule() + " was waived, and blocks today: " + each.decidedBy())
                        .distinct()
                        .toList());
    }

    private Standing vulnerabilities(RunningImage image, SignedImage signed, SignedVerdict passed, Deadline deadline)
            throws GateException, InterruptedException {
        Optional<Bytes> file = attached(image, signed, AttachedFile.Kind.sbom, passed, deadline);
        if (file.isEmpty()) {
            throw new GateException(
                    "no SBOM that its verdict names is attached, so it cannot be compared with what is known by now",
                    "attest with --input sbom.cdx.json --attach sbom (attach: 'sbom' in Jenkins)");
        }
        if (vulnerabilities.isEmpty()) {
            throw new GateException(
                    "no source of vulnerabilities is named", "name one, such as --osv-api, or switch the rule off");
        }
        List<VulnerabilityFinding> blocking = vulnerabilities
                .get()
                .vulnerabilities(
                        names(image),
                        new SbomInventory(MAX_FILE).read(file.get().toArray(), "the attached SBOM"),
                        deadline,
                        ProgressListener.none());
        return blocking.isEmpty()
                ? new Standing.Holds()
                : new Standing.Broken(
                        blocking.stream().map(EvidenceReader::shown).distinct().toList());
    }

    private static String shown(VulnerabilityFinding found) {
        return found.rule() + " (" + found.severity()
                + (found.exploitation().knownExploited() ? ", known exploited" : "") + ") in " + found.actual()
                + found.affected()
                        .fixedVersion()
                        .map(version -> ", fixed in " + version)
                        .orElse(", no fix known");
    }

    private Optional<Bytes> attached(
            RunningImage image, SignedImage signed, AttachedFile.Kind kind, SignedVerdict passed, Deadline deadline)
            throws GateException, InterruptedException {
        return new AttachedFiles(new RegistryEvidence(reader(image.pinned())), MAX_FILE)
                .find(signed, kind.type(), passed.summary(), deadline);
    }

    private Standing tag(RunningImage image, Deadline deadline) throws GateException, InterruptedException {
        if (image.named().digest().isPresent() || image.named().tag().isEmpty()) {
            return new Standing.NotApplicable("the task definition names the digest");
        }
        String tag = image.named().tag().get();
        RepositoryReader repository = reader(image.named());
        Optional<StoredManifest> now = repository.manifest(tag, deadline);
        if (now.isEmpty()) {
            return new Standing.Broken(List.of("the tag " + tag + " is gone"));
        }
        Digest digest = now.get().descriptor().digest();
        boolean listed = MediaType.isIndex(now.get().descriptor().mediaType())
                && Index.parse(now.get().bytes(), now.get().descriptor()).manifests().stream()
                        .anyMatch(child -> child.digest().equals(image.digest()));
        return listed || digest.equals(image.digest())
                ? new Standing.Holds()
                : new Standing.Broken(List.of("the tag " + tag + " is " + digest + " now"));
    }

    private static ImageNames names(RunningImage image) {
        return ImageNames.asked(image.named().toString());
    }
}
