package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ScalarFormat;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.Level;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.Revocation;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.StoreType;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.VerifyTimestamp;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What stands below the kind of a signer, such as {@code cosign}. */
public final class SignerFormats {
    private SignerFormats() {}

    /** What stands below {@code cosign} in a signer. */
    public record CosignSignerFormat(String name, Optional<String> role) implements ValueFormat<Signer.Cosign> {
        public static final List<String> FIELDS = List.of("key", "kms", "sha256", "ignoreTlog", "trustedRoot");

        @Override
        public Optional<Signer.Cosign> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(this::read);
        }

        private Optional<Signer.Cosign> read(Fields fields) {
            Optional<Signer.Cosign.Key> key = key(fields);
            boolean ignoreTlog = fields.optional("ignoreTlog", Formats.FLAG).orElse(false);
            Optional<String> root = fields.optional("trustedRoot", SignerTexts.TRUSTED_ROOT);
            return fields.sound()
                    ? Optional.of(new Signer.Cosign(name, role, key.orElseThrow(), ignoreTlog, root))
                    : Optional.empty();
        }

        private static Optional<Signer.Cosign.Key> key(Fields fields) {
            if (fields.has("kms") == fields.has("key")) {
                fields.problem("must have exactly one of key, kms");
                return Optional.empty();
            }
            if (fields.has("kms")) {
                Optional<Arn> arn = fields.required("kms", SignerTexts.KMS_KEY).flatMap(Arn::ofKmsKey);
                Optional<String> pin = fields.required("sha256", SignerTexts.FINGERPRINT);
                return arn.isPresent() && pin.isPresent()
                        ? Optional.of(new Signer.Cosign.Kms(arn.get(), pin.get()))
                        : Optional.empty();
            }
            if (fields.has("sha256")) {
                fields.problem("has sha256 without kms: a key that is written out needs no pin");
            }
            return fields.required("key", SignerTexts.PUBLIC_KEY).map(Signer.Cosign.Pem::new);
        }

        @Override
        public Object plain(Signer.Cosign signer) {
            Map<String, Object> plain = new TreeMap<>();
            if (signer.key() instanceof Signer.Cosign.Kms kms) {
                plain.put("kms", kms.arn().toString());
                plain.put("sha256", kms.sha256());
            } else {
                plain.put("key", ((Signer.Cosign.Pem) signer.key()).text());
            }
            if (signer.ignoreTlog()) {
                plain.put("ignoreTlog", true);
            }
            signer.trustedRoot().ifPresent(root -> plain.put("trustedRoot", root));
            return plain;
        }
    }

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
                    && subject.filter(pattern -> !pattern.meets(GITHUB_SUBJECTS))
                            .isPresent()) {
                fields.problem(
                        "names no subject that GitHub Actions has: those are https://github.com/OWNER/REPOSITORY/"
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

    /** What stands below {@code notation} in a signer. */
    public record NotationSignerFormat(String name, Optional<String> role) implements ValueFormat<Signer.Notation> {
        public static final List<String> FIELDS =
                List.of("trustStore", "identities", "type", "timestampStore", "verifyTimestamp", "level", "revocation");

        private static final ValueFormat<String> IDENTITY = Formats.text(
                "an identity such as x509.subject: C=..., ST=..., O=... or arn:aws:signer:..., never a bare *",
                1_000,
                Pattern.compile("[^*\\s]"));
        private static final ValueFormat<List<String>> IDENTITIES = new ListFormat<>(IDENTITY, 1, 1_000);
        private static final ValueFormat<StoreType> TYPE = ChoiceFormat.of(StoreType.values());
        private static final ValueFormat<VerifyTimestamp> VERIFY_TIMESTAMP = ChoiceFormat.of(VerifyTimestamp.values());
        private static final ValueFormat<Level> LEVEL = ChoiceFormat.of(Level.values());
        private static final ValueFormat<Revocation> REVOCATION = ChoiceFormat.of(Revocation.values());

        @Override
        public Optional<Signer.Notation> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(this::read);
        }

        private Optional<Signer.Notation> read(Fields fields) {
            Optional<String> store = fields.required("trustStore", SignerTexts.CERTIFICATES);
            Optional<List<String>> identities = fields.required("identities", IDENTITIES);
            Optional<StoreType> type = fields.optional("type", TYPE);
            Optional<String> timestamps = fields.optional("timestampStore", SignerTexts.CERTIFICATES);
            Optional<VerifyTimestamp> verify = fields.optional("verifyTimestamp", VERIFY_TIMESTAMP);
            Optional<Level> level = fields.optional("level", LEVEL);
            Optional<Revocation> revocation = fields.optional("revocation", REVOCATION);
            return fields.sound()
                    ? Optional.of(new Signer.Notation(
                            name,
                            role,
                            store.orElseThrow(),
                            identities.orElseThrow(),
                            type.orElse(StoreType.CA),
                            timestamps,
                            verify.orElse(VerifyTimestamp.ALWAYS),
                            level.orElse(Level.STRICT),
                            revocation.orElse(Revocation.ENFORCE)))
                    : Optional.empty();
        }

        @Override
        public Object plain(Signer.Notation signer) {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("trustStore", signer.trustStore());
            plain.put("identities", signer.identities());
            if (signer.type() != StoreType.CA) {
                plain.put("type", TYPE.plain(signer.type()));
            }
            signer.timestampStore().ifPresent(store -> plain.put("timestampStore", store));
            if (signer.verifyTimestamp() != VerifyTimestamp.ALWAYS) {
                plain.put("verifyTimestamp", VERIFY_TIMESTAMP.plain(signer.verifyTimestamp()));
            }
            if (signer.level() != Level.STRICT) {
                plain.put("level", LEVEL.plain(signer.level()));
            }
            if (signer.revocation() != Revocation.ENFORCE) {
                plain.put("revocation", REVOCATION.plain(signer.revocation()));
            }
            return plain;
        }
    }

    /** What stands below {@code contentTrust} in a signer. */
    public record ContentTrustSignerFormat(String name, Optional<String> role)
            implements ValueFormat<Signer.ContentTrust> {
        public static final List<String> FIELDS = List.of("server", "rootKeys", "delegations");

        private static final ValueFormat<String> ROOT_KEY = Formats.text(
                "a root key id, or a public key or certificate in PEM",
                1 << 16,
                Pattern.compile("\\A\\s*(-----BEGIN (PUBLIC KEY|CERTIFICATE)-----\\s|[0-9a-f]{64}\\s*\\z)"));
        private static final ValueFormat<String> DELEGATION = Formats.text(
                "a role such as targets/releases", 200, Pattern.compile("\\Atargets(/[A-Za-z0-9._-]+)*\\z"));
        private static final ValueFormat<List<String>> ROOT_KEYS = new ListFormat<>(ROOT_KEY, 1, 100);
        private static final ValueFormat<List<String>> DELEGATIONS = new ListFormat<>(DELEGATION, 1, 100);

        @Override
        public Optional<Signer.ContentTrust> read(YamlValue value, String where, Problems problems) {
            return Fields.of(value, where, FIELDS, problems).flatMap(this::read);
        }

        private Optional<Signer.ContentTrust> read(Fields fields) {
            Optional<String> server = fields.required("server", SignerTexts.HTTPS);
            Optional<List<String>> rootKeys = fields.required("rootKeys", ROOT_KEYS);
            Optional<List<String>> delegations = fields.required("delegations", DELEGATIONS);
            return fields.sound()
                    ? Optional.of(new Signer.ContentTrust(
                            name, role, server.orElseThrow(), rootKeys.orElseThrow(), delegations.orElseThrow()))
                    : Optional.empty();
        }

        @Override
        public Object plain(Signer.ContentTrust signer) {
            Map<String, Object> plain = new TreeMap<>();
            plain.put("server", signer.server());
            plain.put("rootKeys", signer.rootKeys());
            plain.put("delegations", signer.delegations());
            return plain;
        }
    }

    /** Texts that signers are described with. */
    static final class SignerTexts {
        private static final int LONGEST_PEM = 1 << 16;
        private static final int LONGEST_JSON = 1 << 19;

        static final ValueFormat<String> PUBLIC_KEY = Formats.text(
                "a public key in PEM (-----BEGIN PUBLIC KEY-----)",
                LONGEST_PEM,
                Pattern.compile("\\A\\s*-----BEGIN PUBLIC KEY-----\\s"));
        static final ValueFormat<String> CERTIFICATES = Formats.text(
                "certificates in PEM (-----BEGIN CERTIFICATE-----)",
                LONGEST_PEM,
                Pattern.compile("\\A\\s*-----BEGIN CERTIFICATE-----\\s"));
        static final ValueFormat<String> HTTPS =
                Formats.text("an https:// address", 1_000, Pattern.compile("\\Ahttps://[^\\s/?#]+[^\\s]*\\z"));
        static final ValueFormat<String> TRUSTED_ROOT =
                Formats.text("a Sigstore trusted root in JSON", LONGEST_JSON, Pattern.compile("\\A\\s*\\{"));

        static final ValueFormat<String> KMS_KEY = new ScalarFormat<>(
                "the ARN of a key in AWS KMS or of its alias",
                Set.of(ScalarType.TEXT),
                text -> Arn.ofKmsKey(text).map(Arn::toString),
                text -> text);
        static final ValueFormat<String> FINGERPRINT = Formats.text(
                "a SHA-256 fingerprint of 64 hexadecimal digits in lower case",
                64,
                Pattern.compile("\\A[0-9a-f]{64}\\z"));

        private SignerTexts() {}
    }
}
