package io.jenkins.plugins.containergate.agent;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.GitleaksRules;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * How an agent searches for secrets.
 *
 * @param fingerprintKey hexadecimal; serves for fingerprints and nothing else
 * @param custom rules of the organisation's own in the TOML form of gitleaks; empty when it has none
 * @param inlineComments whether the policy lets comments take values out
 */
public record SecretRules(String fingerprintKey, String custom, boolean inlineComments) implements Serializable {

    /** Equal when the same content has the same findings with the same fingerprints. */
    String id() {
        return Digest.of((fingerprintKey + "\n" + inlineComments + "\n" + custom).getBytes(StandardCharsets.UTF_8))
                .hex();
    }

    /** @throws GateException when the organisation's rules cannot be read: a rule that is left out finds nothing */
    public List<CustomRule> customRules() throws GateException {
        return custom.isBlank()
                ? List.of()
                : GitleaksRules.read("the organisation's secret rules", custom.getBytes(StandardCharsets.UTF_8));
    }

    /** @throws GateException when the organisation's rules cannot be read */
    SecretSearch search(Limits limits) throws GateException {
        return new SecretSearch(
                SecretCatalogue.standard().with(customRules()),
                new ScanOptions(Redaction.with(HexFormat.of().parseHex(fingerprintKey)), inlineComments),
                limits,
                SecretLimits.defaults());
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SecretRules[]";
    }
}
