package io.jenkins.lib.containergate.gate.drift;

import io.jenkins.lib.containergate.attestation.AttachedFile;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.ecs.runtime.ImageEvidence;
import io.jenkins.lib.containergate.ecs.runtime.RunningImage;
import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.gate.AttachedVerdicts;
import io.jenkins.lib.containergate.gate.AttestedVerdicts;
import io.jenkins.lib.containergate.gate.AttestedWaivers;
import io.jenkins.lib.containergate.gate.LicenseReevaluation;
import io.jenkins.lib.containergate.gate.Reevaluation;
import io.jenkins.lib.containergate.gate.Reevaluation.Blocking;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.inventory.sbom.SbomReader;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.AttachedFiles;
import io.jenkins.lib.containergate.signature.verdict.SignedVerdict;
import io.jenkins.lib.containergate.signature.verdict.VerdictStanding;
import io.jenkins.lib.containergate.source.ImageSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Reads what the registry holds about one image that runs, and evaluates it again. */
final class EvidenceReader {
    private static final int MAX_FILE = 64 << 20;
    private static final Standing GONE = new Standing.Undecided(
            "its registry no longer holds it, nor what was attached to it",
            "push the image again with its attestations, or deploy one that is kept");

    private final AttestedVerdicts verdicts;
    private final RepositoryReaders registries;
    private final TagReader tags;
    private final Optional<Reevaluation> vulnerabilities;
    private final Optional<LicenseReevaluation> licenses;
    private final AttestedWaivers waivers;
    private final Evidence counted;
    private final AttestedBeside beside;
    private final Wanted wanted;

    /** What the policy has on: nothing else is read. */
    record Wanted(boolean tags, boolean waivers, boolean vulnerabilities, boolean licenses) {}

    EvidenceReader(
            AttestedVerdicts verdicts,
            Registries registries,
            Optional<Reevaluation> vulnerabilities,
            Optional<LicenseReevaluation> licenses,
            AttestedWaivers waivers,
            Evidence counted,
            Wanted wanted) {
        this.verdicts = verdicts;
        this.registries = new RepositoryReaders(registries);
        this.tags = new TagReader(this.registries);
        this.vulnerabilities = vulnerabilities;
        this.licenses = licenses;
        this.waivers = waivers;
        this.counted = counted;
        this.beside = new AttestedBeside(verdicts, this.registries, counted);
        this.wanted = wanted;
    }

    /** @param found beside the image, where it could be looked for */
    record Read(ImageEvidence evidence, Optional<AttestedVerdicts.Found> found) {}

    Read read(RunningImage image, Deadline deadline) throws GateException, InterruptedException {
        Standing none = new Standing.NotApplicable("no verdict that passed is known");
        TagReader.Named named = tags.read(image, deadline);
        Optional<AttestedVerdicts.Found> found = Optional.empty();
        Optional<Standing> unread = Optional.empty();
        VerdictStanding standing;
        try {
            found = Optional.of(beside.find(image, named.index(), deadline));
            if (found.get().gone()) {
                unread = Optional.of(GONE);
            } else if (found.get().standing() instanceof VerdictStanding.Undecided failed) {
                unread = Optional.of(new Standing.Undecided(failed.problem(), failed.remedy()));
            }
            standing =
                    standing(image, named, found.get().standing(), found.get().image());
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            unread = Optional.of(new Standing.Undecided(e.problem(), e.remedy()));
            standing = standing(image, named, new VerdictStanding.Undecided(e.problem(), e.remedy()), Optional.empty());
        }
        Optional<SignedVerdict> passed = passed(standing);
        Standing ended = none;
        Standing known = none;
        Standing licensed = none;
        boolean gone = found.filter(AttestedVerdicts.Found::gone).isPresent();
        if (passed.isPresent() && found.isPresent() && found.get().image().isPresent()) {
            Passed before = new Passed(found.get(), passed.get());
            ended = wanted.waivers() ? waivers(image, found.get(), standing, deadline) : none;
            known = wanted.vulnerabilities() ? told(() -> vulnerabilities(image, before, deadline)) : none;
            licensed = wanted.licenses() ? told(() -> licenses(image, before, deadline)) : none;
        } else if (passed.isPresent() && unread.isPresent()) {
            // a verdict of the ledger counts without the registry; what is beside the image decides all the same
            Standing waived = gone ? waivers.unread(together(standing), names(image)) : unread.get();
            ended = wanted.waivers() ? waived : none;
            known = wanted.vulnerabilities() ? unread.get() : none;
            licensed = wanted.licenses() && licenses.isPresent() ? unread.get() : none;
        }
        return new Read(
                new ImageEvidence(standing, gone, wanted.tags() ? named.standing() : none, ended, known, licensed),
                found);
    }

    /** Where the tag cannot be read, it may be an index that did not pass: only a failure is certain. */
    private VerdictStanding standing(
            RunningImage image, TagReader.Named named, VerdictStanding attested, Optional<SignedImage> found) {
        VerdictStanding standing = counted.of(attested, image.named().repository(), digests(image, named, found));
        boolean certain = standing instanceof VerdictStanding.DidNotPass || standing instanceof VerdictStanding.Exempt;
        return named.unread().isEmpty() || certain
                ? standing
                : new VerdictStanding.Undecided(
                        named.unread().get().problem(), named.unread().get().remedy());
    }

    /**
     * An image that passed.
     *
     * @param found what is beside it
     */
    private record Passed(AttestedVerdicts.Found found, SignedVerdict verdict) {}

    private static EvidenceDigests digests(RunningImage image, TagReader.Named named, Optional<SignedImage> found) {
        Digest chosen = found.map(signed -> signed.manifest().digest()).orElse(image.digest());
        Set<Digest> indexes = new HashSet<>(Set.of(image.digest()));
        named.index().ifPresent(indexes::add);
        found.flatMap(SignedImage::index)
                .ifPresent(listing -> indexes.add(listing.descriptor().digest()));
        return new EvidenceDigests(chosen, indexes);
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

    /** All without which the image would not have passed. */
    private static List<SignedVerdict> together(VerdictStanding standing) {
        return standing instanceof VerdictStanding.Passed passed
                ? passed.all()
                : passed(standing).stream().toList();
    }

    private Standing waivers(
            RunningImage image, AttestedVerdicts.Found found, VerdictStanding standing, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        return waivers.of(found.image().orElseThrow(), together(standing), names(image), found::source, deadline);
    }

    /** Empty where not all of it is attached. */
    private Optional<Verdict> verdict(Passed passed, Deadline deadline) throws GateException, InterruptedException {
        return new AttachedVerdicts(verdicts, MAX_FILE)
                .beside(passed.found().source(), passed.found().image().orElseThrow(), passed.verdict(), deadline);
    }

    private Standing vulnerabilities(RunningImage image, Passed passed, Deadline deadline)
            throws GateException, InterruptedException {
        Sbom sbom = sbom(passed, deadline);
        if (vulnerabilities.isEmpty()) {
            throw new GateException(
                    "no source of vulnerabilities is named",
                    "name one, such as --osv-api (in Jenkins, an administrator does), or switch the rule off");
        }
        Blocking blocking = vulnerabilities
                .get()
                .vulnerabilities(
                        names(image),
                        sbom.withoutUnread(),
                        () -> configured(image, deadline),
                        deadline,
                        ProgressListener.none());
        if (blocking.isEmpty()) {
            return new Standing.Holds();
        }
        Stream<String> rules = blocking.rules().stream().map(found -> found.rule() + ": " + found.actual());
        return new Standing.Broken(Stream.concat(
                        news(blocking.vulnerabilities(), passed, deadline).stream()
                                .map(EvidenceReader::shown),
                        rules)
                .distinct()
                .toList());
    }

    private Standing licenses(RunningImage image, Passed passed, Deadline deadline)
            throws GateException, InterruptedException {
        if (licenses.isEmpty()) {
            return new Standing.NotApplicable("the policy has no list of licences");
        }
        List<Finding> blocking =
                licenses.get().blocking(names(image), sbom(passed, deadline).withoutUnread());
        return blocking.isEmpty()
                ? new Standing.Holds()
                : new Standing.Broken(blocking.stream()
                        .map(found -> found.rule() + ": " + found.actual())
                        .distinct()
                        .toList());
    }

    private static Sbom sbom(Passed passed, Deadline deadline) throws GateException, InterruptedException {
        Optional<Bytes> file = attached(AttachedFile.Kind.sbom, passed, deadline);
        if (file.isEmpty()) {
            throw new GateException(
                    "no SBOM that its verdict names is attached, so it cannot be compared with what is known by now",
                    "attest with --input sbom.cdx.json --attach sbom (attach: 'sbom' in Jenkins)");
        }
        Sbom sbom = new SbomReader().read("the attached SBOM", file.get().toArray());
        if (!sbom.own()) {
            throw new GateException(
                    "the attached SBOM is not one of this project's, which alone name packages as they were evaluated",
                    "attach the sbom.cdx.json of this version: evaluate the image again, and attest it with its SBOM");
        }
        return sbom;
    }

    /** As the registry holds it under the digest that runs. */
    private Image configured(RunningImage image, Deadline deadline) throws GateException, InterruptedException {
        ImageSource source =
                ImageSource.of(image.text(), image.pinned(), registries.of(image.pinned()), Limits.defaults());
        List<Image> images = source.resolve(image.platform(), deadline);
        if (images.size() != 1) {
            throw new GateException(
                    "a rule of the policy names the image, and the digest that runs is of " + images.size() + " images",
                    "name the digest of one image in the task definition");
        }
        return images.get(0);
    }

    /** Without the verdict that passed, it is not known what is new, and all of it is listed. */
    private List<VulnerabilityFinding> news(List<VulnerabilityFinding> blocking, Passed passed, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        try {
            return verdict(passed, deadline)
                    .map(before -> KnownBefore.of(before).without(blocking))
                    .orElse(blocking);
        } catch (DeadlineExceededException e) {
            throw e;
        } catch (GateException e) {
            return blocking;
        }
    }

    private static String shown(VulnerabilityFinding found) {
        return found.rule() + " (" + found.severity()
                + (found.exploitation().knownExploited() ? ", known exploited" : "") + ") in " + found.actual()
                + found.affected()
                        .fixedVersion()
                        .map(version -> ", fixed in " + version)
                        .orElse(", no fix known");
    }

    private static Optional<Bytes> attached(AttachedFile.Kind kind, Passed passed, Deadline deadline)
            throws GateException, InterruptedException {
        return new AttachedFiles(passed.found().source(), MAX_FILE)
                .find(
                        passed.found().image().orElseThrow(),
                        kind.type(),
                        passed.verdict().summary(),
                        deadline);
    }

    private static ImageNames names(RunningImage image) {
        return ImageNames.asked(image.named().toString());
    }
}
