package io.jenkins.lib.containergate.hardening.rules;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.HardeningFindings;
import io.jenkins.lib.containergate.hardening.HardeningRule;
import io.jenkins.lib.containergate.hardening.ImageFacts;
import io.jenkins.lib.containergate.hardening.file.FileFacts.OmittedFiles;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFile;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFiles;
import io.jenkins.lib.containergate.hardening.file.FileTrait;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** One finding for each file; layers with more files than were kept count as broken, or as undecided. */
final class FileResult {
    private FileResult() {}

    /**
     * @param files those that break the rule
     * @param actual text of one finding
     */
    static RuleResult of(HardeningFindings findings, PlacedFiles files, Function<PlacedFile, String> actual) {
        Set<Digest> brokenLayers = new HashSet<>();
        Set<String> paths = new HashSet<>();
        for (PlacedFile file : files.files()) {
            brokenLayers.add(file.layer());
            if (paths.add(file.path())) {
                findings.broken(file.location(), "", actual.apply(file));
            }
        }
        for (OmittedFiles omitted : files.omitted()) {
            if (brokenLayers.contains(omitted.layer())) {
                findings.unlisted(omitted.count());
            } else {
                findings.undecided(
                        new Location(
                                Optional.of(omitted.layer()), Optional.empty(), OptionalInt.empty(), Optional.empty()),
                        "a layer has " + omitted.count()
                                + " such files beyond those kept in mind, and the kept ones are"
                                + " hidden or harmless",
                        "build the image without the layer that brings them");
            }
        }
        return findings.result();
    }

    /** Of setuid and setgid files that a container sees, those at certain paths. */
    static RuleResult setuid(HardeningRule rule, ImageFacts facts, Predicate<String> path) {
        if (facts.windows()) {
            return RuleResult.notApplicable("a Windows image has no setuid files");
        }
        return of(
                new HardeningFindings(rule.metadata(), "no setuid or setgid bit"),
                facts.files().files(FileTrait.SETUID_OR_SETGID).only(file -> file.visible() && path.test(file.path())),
                FileResult::mode);
    }

    /** {@code mode 4755, owner 0:0}, and whether the file has capabilities */
    static String mode(PlacedFile file) {
        return "mode " + Integer.toOctalString(file.file().mode()) + ", owner "
                + file.file().userId() + ":" + file.file().groupId()
                + (file.file().capabilities() ? ", file capabilities (security.capability)" : "");
    }
}
