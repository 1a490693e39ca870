package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private SecretRuleOptions rules = new SecretRuleOptions();

    /**
     * @param policy says whether comments take values out
     * @throws UsageException when a file that is named cannot be used
     */
    public SecretSearch search(Limits limits, EffectivePolicy policy) throws UsageException {
        boolean inlineComments = policy.get(PolicyKeys.INLINE_COMMENTS).value();
        return new SecretSearch(
                SecretCatalogue.standard().with(rules.read()),
                new ScanOptions(redaction(), inlineComments),
                limits,
                SecretLimits.defaults());
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
