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
 * @param sourceRepository address of the repository whose run signed; anchored at both ends. A workflow that others may call has
 *     one subject for all who call it
 * @param trustedRoot Sigstore trusted root in JSON, instead of the one the run was given
 */
public record KeylessSigner(
        String name,
        Optional<String> role,
        String issuer,
        Glob subject,
        Optional<Glob> sourceRepository,
        Optional<String> trustedRoot)
        implements Signer {
    public static final String KIND = "keyless";
    public static final List<String> FIELDS = List.of("issuer", "subject", "sourceRepository", "trustedRoot");

    private static final String GITHUB = "https://token.actions.githubusercontent.com";
    /** The workflow that signed, with the reference it was at. */
    private static final Glob GITHUB_SUBJECTS = Glob.overPath("https://github.com/*/*/.github/workflows/*@**");

    private static final Glob GITHUB_REPOSITORIES = Glob.overPath("https://github.com/*/*");
    private static final Glob ADDRESSES = Glob.overPath("https://**");

    public static KeylessSigner of(String name, String issuer, Glob subject) {
        return new KeylessSigner(name, Optional.empty(), issuer, subject, Optional.empty(), Optional.empty());
    }

    /** Empty when a problem was reported. */
    static Optional<Signer> read(String name, Optional<String> role, Fields fields) {
        Optional<String> issuer = fields.required("issuer", SignerTexts.HTTPS);
        Optional<Glob> subject = fields.required("subject", Formats.PATH_PATTERN);
        Optional<Glob> source = fields.optional("sourceRepository", Formats.PATH_PATTERN);
        Optional<String> root = fields.optional("trustedRoot", SignerTexts.TRUSTED_ROOT);
        if (subject.filter(Glob::unbounded).isPresent()) {
            fields.problem("must name a subject: anyone the issuer knows is not a signer");
        }
        if (issuer.filter(GITHUB::equals).isPresent()
                && subject.filter(pattern -> !pattern.meets(GITHUB_SUBJECTS)).isPresent()) {
            fields.problem("names no subject that GitHub Actions has: those are https://github.com/OWNER/REPOSITORY/"
                    + ".github/workflows/FILE@REF, and '*' stops at '/'");
        }
        if (source.filter(pattern -> !pattern.meets(ADDRESSES)).isPresent()) {
            fields.problem("names no sourceRepository that certificates have: those are https://HOST/OWNER/REPOSITORY");
        }
        if (source.filter(pattern -> pattern.covers(GITHUB_REPOSITORIES)).isPresent()) {
            fields.problem("must name a sourceRepository: its pattern matches every repository");
        }
        return fields.sound()
                ? Optional.of(new KeylessSigner(name, role, issuer.orElseThrow(), subject.orElseThrow(), source, root))
                : Optional.empty();
    }

    /** Whom it names: two signers with one identity are one. */
    public String identity() {
        return "subject " + subject + " of " + issuer
                + sourceRepository.map(source -> " from " + source).orElse("");
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
        sourceRepository.ifPresent(source -> plain.put("sourceRepository", source.toString()));
        trustedRoot.ifPresent(root -> plain.put("trustedRoot", root));
        return plain;
    }
}
