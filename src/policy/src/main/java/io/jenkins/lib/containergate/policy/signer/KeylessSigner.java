package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.setting.Glob;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A Fulcio certificate for one identity.
 *
 * @param issuer OpenID Connect issuer, exact
 * @param subject subject alternative name; anchored at both ends
 * @param trustedRoot Sigstore trusted root in JSON, instead of the one the run was given
 */
public record KeylessSigner(
        String name, Optional<String> role, String issuer, Glob subject, Optional<String> trustedRoot)
        implements Signer {
    public static final String KIND = "keyless";
    public static final List<String> FIELDS = List.of("issuer", "subject", "trustedRoot");

    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    /** The workflow that signed, with the reference it was at. */
    private static final Glob GITHUB_SUBJECTS = Glob.overPath("https://github.com/*/*/.github/workflows/*@**");

    public static KeylessSigner of(String name, String issuer, Glob subject) {
        return new KeylessSigner(name, Optional.empty(), issuer, subject, Optional.empty());
    }

    /** Empty when a problem was reported. */
    static Optional<Signer> read(String name, Optional<String> role, Fields fields) {
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
                ? Optional.of(new KeylessSigner(name, role, issuer.orElseThrow(), subject.orElseThrow(), root))
                : Optional.empty();
    }

    /** Whom it names: two signers with one identity are one. */
    public String identity() {
        return "subject " + subject + " of " + issuer;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object plain() {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("issuer", issuer);
        plain.put("subject", subject.toString());
        trustedRoot.ifPresent(root -> plain.put("trustedRoot", root));
        return plain;
    }
}
