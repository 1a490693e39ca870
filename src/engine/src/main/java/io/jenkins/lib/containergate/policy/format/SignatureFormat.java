package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.SignatureRequirement;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An entry of {@code signatures}. Without {@code require}, all its signers must have signed. */
public final class SignatureFormat implements ValueFormat<SignatureRequirement> {
    public static final List<String> FIELDS = List.of("repositories", "require", "signers");

    private static final int MOST_SIGNERS = 100;
    private static final ValueFormat<List<Glob>> REPOSITORIES = new ListFormat<>(Formats.PATH_PATTERN, 1, 1_000);
    private static final ValueFormat<List<Signer>> SIGNERS = new ListFormat<>(new SignerFormat(), 1, MOST_SIGNERS);
    private static final ValueFormat<Integer> COUNT = Formats.wholeNumber(1, MOST_SIGNERS, "");

    @Override
    public Optional<SignatureRequirement> read(YamlValue value, String where, Problems problems) {
        return Fields.of(value, where, FIELDS, problems).flatMap(SignatureFormat::read);
    }

    private static Optional<SignatureRequirement> read(Fields fields) {
        Optional<List<Glob>> repositories = fields.required("repositories", REPOSITORIES);
        Optional<Integer> require = fields.optional("require", COUNT);
        Optional<List<Signer>> signers = fields.required("signers", SIGNERS);
        if (!fields.sound()) {
            return Optional.empty();
        }
        List<Signer> named = signers.orElseThrow();
        long names = named.stream().map(Signer::name).distinct().count();
        if (names < named.size()) {
            fields.problem("names a signer twice: one signer counts once");
        }
        if (require.isPresent() && require.get() > named.size()) {
            fields.problem("requires " + require.get() + " signers but lists " + named.size());
        }
        return fields.sound()
                ? Optional.of(new SignatureRequirement(repositories.orElseThrow(), require.orElse(named.size()), named))
                : Optional.empty();
    }

    @Override
    public Object plain(SignatureRequirement requirement) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("repositories", REPOSITORIES.plain(requirement.repositories()));
        plain.put("require", requirement.require());
        plain.put("signers", SIGNERS.plain(requirement.signers()));
        return plain;
    }
}
