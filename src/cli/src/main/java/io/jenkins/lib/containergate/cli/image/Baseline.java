package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice;
import io.jenkins.lib.containergate.report.json.VerdictJson.StoredVerdict;
import io.jenkins.lib.containergate.report.json.VerdictReader;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the last passed verdict found.
 *
 * @param vulnerabilities empty unless its gate of vulnerabilities passed
 * @param secrets empty unless its gate of secrets passed
 */
record Baseline(KnownFindings vulnerabilities, KnownFindings secrets) {

    /**
     * @param gate that has to have passed
     * @throws UsageException when the file is no verdict, or the verdict did not pass
     */
    static Baseline read(Optional<Path> file, GateName gate) throws UsageException {
        if (file.isEmpty()) {
            return new Baseline(KnownFindings.none(), KnownFindings.none());
        }
        StoredVerdict stored;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file.get()))) {
            stored = new VerdictReader().read(file.get().toString(), in);
        } catch (IOException e) {
            throw new UsageException(
                    "the baseline " + file.get() + " cannot be read: " + e.getMessage(),
                    "name the verdict.json of the last passed image, or leave --baseline away");
        } catch (GateException e) {
            throw new UsageException(e);
        }
        Outcome outcome = stored.verdict().outcome();
        if (!outcome.passed() || !stored.passed(gate)) {
            throw new UsageException(
                    "the baseline " + file.get() + " is a verdict of " + outcome
                            + (outcome.passed() ? ", in which the gate of " + gate.key() + " did not pass" : ""),
                    "only a verdict that passed can be a baseline; WARN is not enough");
        }
        return new Baseline(stored.baseline(GateName.VULNERABILITIES), stored.baseline(GateName.SECRETS));
    }

    /**
     * The same for a gate of secrets alone, which needs to know values by their fingerprints.
     *
     * @throws UsageException also when it would excuse nothing
     */
    static Baseline ofSecrets(Optional<Path> file, EffectivePolicy policy, SecretSearch search) throws UsageException {
        if (file.isPresent() && !compares(policy)) {
            throw new UsageException(
                    "--baseline has no effect: the policy says secrets.baseline=none and has no secrets.newFindings.deny",
                    "say secrets: {baseline: new-only} or secrets: {newFindings: {deny: high}} in the outermost policy, or"
                            + " leave --baseline away");
        }
        requireKey(file, policy, search);
        return read(file, GateName.SECRETS);
    }

    /** @throws UsageException when secrets are to be compared and their fingerprints would say the place only */
    static void requireKey(Optional<Path> file, EffectivePolicy policy, SecretSearch search) throws UsageException {
        if (file.isPresent()
                && compares(policy)
                && !search.options().redaction().keyed()) {
            throw new UsageException(
                    "--baseline cannot tell known secrets from new ones: without a key a fingerprint says the place only",
                    "name the key the baseline was made with: --fingerprint-key-file FILE");
        }
    }

    private static boolean compares(EffectivePolicy policy) {
        return policy.get(PolicyKeys.SECRETS_BASELINE).value() == Choice.Baseline.NEW_ONLY
                || policy.find(PolicyKeys.NEW_SECRETS).isPresent();
    }
}
