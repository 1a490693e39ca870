package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stands below {@code keyless} in a signer. */
public record KeylessSignerFormat(String name, Optional<String> role) implements ValueFormat<Signer.Keyless> {
    public static final List<String> FIELDS = List.of("issuer", "subject", "trustedRoot");

    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    /** The workflow that signed, with the reference it was at. */
    private static final Glob GITHUB_SUBJECTS = Glob.overPath("https://github.com/*/*/.github/workflows/*@**");

    @Override
    public Optional<Signer.Keyless> read(YamlValue value, String where, Problems problems) {
        return Fields.of(value, where, FIELDS, problems).flatMap(this::read);
    }

    private Optional<Signer.Keyless> read(Fields fields) {
        Optional<String> issuer = fields.required("issuer", SignerTexts.HTTPS);
        Optional<Glob> subject = fields.required("subject", Formats.PATH_PATTERN);
        Optional<String> root = fields.optional("trustedRoot", SignerTexts.TRUSTED_ROOT);
        if (subject.filter(Glob::unbounded).isPresent()) {
            fields.problem("must name a subject: anyone the issuer knows is not a signer");
        }
        if (issuer.filter(GITHUB::equals).isPresent()
                && subject.filter(pattern -> !pattern.meets(GITHUB_SUBJECTS)).isPresent()) {
            fields.problem("names no subject that GitHub Actions has: those are https://github.com/OWNER/REPOSITORY/"
                    + ".github/workflows/FILE@REF, and '*' stops at '/'");
        }
        return fields.sound()
                ? Optional.of(new Signer.Keyless(name, role, issuer.orElseThrow(), subject.orElseThrow(), root))
                : Optional.empty();
    }

    @Override
    public Object plain(Signer.Keyless signer) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("issuer", signer.issuer());
        plain.put("subject", signer.subject().toString());
        signer.trustedRoot().ifPresent(root -> plain.put("trustedRoot", root));
        return plain;
    }
}
