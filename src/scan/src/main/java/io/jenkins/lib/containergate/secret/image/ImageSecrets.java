package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.hardening.history.LayerOrigins;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.layer.ImageScan;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.SecretFindings;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.ShownPath;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Secrets in an image: its layers, its configuration and its history.
 *
 * @param rules ids of all rules that were asked
 */
public record ImageSecrets(List<SecretFinding> findings, Set<RuleId> rules) {
    private static final String HELP =
            "revoke it where it was issued and make a new one: deleting the file in a later layer leaves it in this"
                    + " one; at build time mount it (RUN --mount=type=secret), at run time name it in the task"
                    + " definition's secrets[].valueFrom";

    public ImageSecrets {
        findings = List.copyOf(findings);
        rules = Set.copyOf(rules);
    }

    /**
     * @param scan of all layers of {@code image}, in which {@code analyzer} took part
     * @param search the same as the analyser's
     */
    public static ImageSecrets of(
            Image image, ImageScan scan, SecretAnalyzer analyzer, SecretSearch search, Deadline deadline)
            throws GateException, InterruptedException {
        SecretFindings findings = new SecretFindings(HELP, new ShownPath(search.scanner(deadline)));
        LayerOrigins origins = LayerOrigins.of(image.config());
        List<LayerSecrets> layers = scan.of(analyzer);
        for (int index = 0; index < layers.size(); index++) {
            Digest diffId = image.layers().get(index).diffId();
            for (FoundSecret secret : layers.get(index).found()) {
                boolean visible = scan.visibility().visible(index, file(secret.path()));
                findings.found(
                        secret,
                        new Location(
                                Optional.of(diffId),
                                Optional.of(secret.path()),
                                OptionalInt.of(secret.line()),
                                Optional.empty()),
                        Optional.of(origins.describe(index, visible)));
            }
            for (Unsearched place : layers.get(index).unsearched()) {
                findings.unsearched(
                        place,
                        new Location(
                                Optional.of(diffId),
                                Optional.of(place.path()).filter(path -> !place.rest()),
                                OptionalInt.empty(),
                                Optional.empty()));
            }
        }
        new ConfigSearch(search, deadline).search(image.config(), findings);
        new DocumentSearch(search, deadline).search(image, findings);
        return new ImageSecrets(findings.all(), search.rules());
    }

    /** The file of the layer that holds the archive entry. */
    private static String file(String path) {
        int entry = path.indexOf("!/");
        return entry < 0 ? path : path.substring(0, entry);
    }
}
