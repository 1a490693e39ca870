package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.GitleaksRules;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How secrets are searched for. */
public final class SecretOptions {
    private static final int MAX_KEY_BYTES = 4096;

    @Option(
            names = "--fingerprint-key-file",
            paramLabel = "FILE",
            description =
                    "Key of the secrets' fingerprints, at least 16 bytes: equal values then have equal fingerprints."
                            + " Without it a fingerprint says the place only.")
    private Optional<Path> fingerprintKey = Optional.empty();

    @Option(
            names = "--secret-rules",
            paramLabel = "FILE",
            description = "Rules of your own besides the built-in ones, in gitleaks' TOML format. Repeatable.")
    private List<Path> rules = List.of();

    /**
     * @param policy says whether comments take values out
     * @throws UsageException when a file that is named cannot be used
     */
    public SecretSearch search(Limits limits, EffectivePolicy policy) throws UsageException {
        boolean inlineComments = policy.get(PolicyKeys.INLINE_COMMENTS).value();
        return new SecretSearch(
                catalogue(), new ScanOptions(redaction(), inlineComments), limits, SecretLimits.defaults());
    }

    private SecretCatalogue catalogue() throws UsageException {
        List<CustomRule> custom = new ArrayList<>();
        for (Path file : rules) {
            try {
                if (Files.size(file) > GitleaksRules.MAX_BYTES) {
                    throw new UsageException(
                            "the rule file " + file + " is longer than " + GitleaksRules.MAX_BYTES + " bytes",
                            "split it");
                }
                custom.addAll(GitleaksRules.read(file.toString(), Files.readAllBytes(file)));
            } catch (IOException e) {
                throw new UsageException("the rule file " + file + " cannot be read", "name a file that can be read");
            } catch (UsageException e) {
                throw e;
            } catch (GateException e) {
                throw new UsageException(e);
            }
        }
        try {
            return custom.isEmpty()
                    ? SecretCatalogue.standard()
                    : SecretCatalogue.standard().with(custom);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "the rules of your own cannot be used: " + e.getMessage(), "correct the rule files");
        }
    }

    private Redaction redaction() throws UsageException {
        if (fingerprintKey.isEmpty()) {
            return Redaction.withoutKey();
        }
        Path file = fingerprintKey.get();
        try {
            if (Files.size(file) > MAX_KEY_BYTES) {
                throw new UsageException(
                        "the fingerprint key " + file + " is longer than " + MAX_KEY_BYTES + " bytes",
                        "name a file with 32 random bytes");
            }
            return Redaction.with(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UsageException(
                    "the fingerprint key " + file + " cannot be read", "name a file with at least 16 random bytes");
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "the fingerprint key " + file + " is too short", "name a file with at least 16 random bytes");
        }
    }
}
