package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.GitleaksRules;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Option;

/** Rules for secrets besides the built-in ones. */
public final class SecretRuleOptions {
    @Option(
            names = "--secret-rules",
            paramLabel = "FILE",
            description = "Rules of your own besides the built-in ones, in gitleaks' TOML format. Repeatable.")
    private List<Path> files = List.of();

    /** @throws UsageException when a file cannot be used, or two rules have one id: a rule that is left out finds nothing */
    public List<CustomRule> read() throws UsageException {
        List<CustomRule> custom = new ArrayList<>();
        for (Path file : files) {
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
            if (!custom.isEmpty()) {
                // refuses what cannot stand beside the rules of this project
                Objects.requireNonNull(SecretCatalogue.standard().with(custom));
            }
            return List.copyOf(custom);
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "the rules of your own cannot be used: " + e.getMessage(), "correct the rule files");
        }
    }
}
