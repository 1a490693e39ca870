package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.secret.image.ImageSecrets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** What the gates of an image looked at, and what they did not. */
final class ImageAccount {
    private static final String PART = "part of the image";
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
        return account.notEvaluated(
                        "packaged file",
                        inspected.inventory().ownedFiles(),
                        "owned unchanged by packages of the distribution, which are evaluated in their place")
                .notEvaluated(ATTESTATION, inspected.image().documents().attestations(), "never run as a container");
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
