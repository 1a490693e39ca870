package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.ConfigPointer;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.SecretFindings;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Searches what an image says of itself: environment, labels, commands, triggers, and how it was built. */
final class ConfigSearch {
    /** Settings need no quotes around their values. */
    private static final String KIND = "image.env";

    private final SecretScanner scanner;
    private final int max;

    ConfigSearch(SecretSearch search, Deadline deadline) {
        this.scanner = search.scanner(deadline);
        this.max = search.secretLimits().maxFindingsPerLayer();
    }

    void search(ImageConfig config, SecretFindings findings) throws GateException, InterruptedException {
        for (String variable : config.environment()) {
            String name = variable.contains("=") ? variable.substring(0, variable.indexOf('=')) : variable;
            search(variable, member("Env", name), "in the environment of every container", findings);
        }
        for (Map.Entry<String, String> label : config.labels().entrySet()) {
            search(label.getKey() + "=" + label.getValue(), member("Labels", label.getKey()), "in a label", findings);
        }
        words(config.entrypoint(), "Entrypoint", findings);
        words(config.command(), "Cmd", findings);
        if (config.healthCheck().isPresent()) {
            words(config.healthCheck().get().test(), "Healthcheck", findings);
        }
        for (String instruction : config.onBuild()) {
            search(instruction, ConfigPointer.setting("OnBuild"), "in an ONBUILD instruction", findings);
        }
        for (int i = 0; i < config.history().size(); i++) {
            String step = config.history().get(i).createdBy();
            search(step, ConfigPointer.history(i), "in an instruction or build argument", findings);
        }
    }

    /** A name that is a secret is not shown: then only the setting is. */
    private Location member(String key, String name) throws GateException, InterruptedException {
        return scanner.secretName(KIND, name) ? ConfigPointer.setting(key) : ConfigPointer.setting(key, name);
    }

    private void words(List<String> words, String key, SecretFindings findings)
            throws GateException, InterruptedException {
        search(String.join(" ", words), ConfigPointer.setting(key), "in a command", findings);
    }

    private void search(String text, Location location, String origin, SecretFindings findings)
            throws GateException, InterruptedException {
        CollectedSecrets collected = new CollectedSecrets(max);
        scanner.scanText(KIND, text, collected);
        for (FoundSecret secret : collected.found()) {
            findings.found(secret.inUse(), location, Optional.of(origin));
        }
        for (Unsearched place : collected.unsearched()) {
            findings.unsearched(place, location);
        }
    }
}
