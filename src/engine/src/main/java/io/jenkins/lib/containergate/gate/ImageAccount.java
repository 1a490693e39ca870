package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.sbom.Sbom;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the gates of an image looked at, and what they did not. */
final class ImageAccount {
    private static final String PART = "part of the image";
    private static final String SBOM = "SBOM";
    private static final String ATTESTATION = "attestation manifest";

    private ImageAccount() {}

    static Account ofPackages(InspectedImage inspected) {
        Account account = Account.empty()
                .evaluated("layer", inspected.image().layers().size())
                .evaluated("file", (int)
                        Math.min(Integer.MAX_VALUE, inspected.inventory().fileCount()));
        for (var ecosystem : counts(
                        inspected.inventory().packages(),
                        found -> found.ecosystem().purlType())
                .entrySet()) {
            account = account.evaluated(ecosystem.getKey() + " package", ecosystem.getValue());
        }
        for (var rule :
                counts(inspected.inventory().gaps(), gap -> gap.rule().value()).entrySet()) {
            account = account.notEvaluated(PART, rule.getValue(), rule.getKey());
        }
        Account whole = account.notEvaluated(
                        "packaged file",
                        inspected.inventory().ownedFiles(),
                        "owned unchanged by packages of the distribution, which are evaluated in their place")
                .notEvaluated(
                        "package origin",
                        inspected.inventory().unknownOrigins(),
                        "these packages do not tell who built them and are evaluated as packages of the distribution")
                .notEvaluated(
                        "package of another distribution or release",
                        inspected.inventory().ofOtherSystems(),
                        "named by SBOMs in the image, such as libraries in Python wheels: they are not compared with"
                                + " the advisories of their distribution");
        return inspected
                .unsigned()
                .addedTo(whole.notEvaluated(
                        "Java archive",
                        inspected.inventory().unnamedArchives(),
                        "without coordinates, and its classes are of no known library: an application's own, or one"
                                + " that nobody can tell"));
    }

    /** An SBOM tells packages and nothing else. */
    static Account ofSbom(Sbom sbom, int hardeningRules) {
        PackageInventory inventory = sbom.inventory();
        Account account = Account.empty().evaluated(SBOM, 1);
        for (var ecosystem : counts(
                        inventory.packages(), found -> found.ecosystem().purlType())
                .entrySet()) {
            account = account.evaluated(ecosystem.getKey() + " package", ecosystem.getValue());
        }
        for (var rule : counts(inventory.gaps(), gap -> gap.rule().value()).entrySet()) {
            account = account.notEvaluated(SBOM + " part", rule.getValue(), rule.getKey());
        }
        return account.notEvaluated("component", sbom.ignored(), "of a kind that holds no packages")
                .notEvaluated(
                        "vulnerability",
                        sbom.vulnerabilities(),
                        "named by the SBOM: its packages are compared with the source alone; the findings of a scanner are"
                                + " read from its report (--report)")
                .notEvaluated(
                        "package origin",
                        inventory.unknownOrigins(),
                        "the SBOM does not tell who built them; evaluated as packages of the distribution")
                .notEvaluated("image", 1, "an SBOM was given in its place: no layer, file or secret was looked at")
                .notEvaluated("hardening rule", hardeningRules, "an SBOM does not say how an image is built");
    }

    static Account ofSecrets(Image image, ImageSecrets secrets) {
        Account account = Account.empty()
                .evaluated("layer", image.layers().size())
                .evaluated("image configuration", 1)
                .evaluated(ATTESTATION, image.documents().attestations());
        List<SecretFinding> unsearched =
                secrets.findings().stream().filter(SecretFinding::undecided).toList();
        for (var rule : counts(unsearched, finding -> finding.rule().value()).entrySet()) {
            account = account.notEvaluated(PART, rule.getValue(), rule.getKey());
        }
        return account;
    }

    private static <T> Map<String, Integer> counts(List<T> things, Function<T, String> kind) {
        Map<String, Integer> counts = new TreeMap<>();
        things.forEach(thing -> counts.merge(kind.apply(thing), 1, Integer::sum));
        return counts;
    }
}
