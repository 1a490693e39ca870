package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** An entry of {@code signers}: a name and exactly one kind of signer. No message shows a key's text. */
public final class SignerFormat implements ValueFormat<Signer> {
    public static final List<String> KINDS = List.of("cosign", "keyless", "notation", "contentTrust");
    public static final List<String> COSIGN_FIELDS = List.of("key");
    public static final List<String> KEYLESS_FIELDS = List.of("issuer", "subject");
    public static final List<String> NOTATION_FIELDS = List.of("trustStore", "identities");
    public static final List<String> CONTENT_TRUST_FIELDS = List.of("server", "rootKeys", "delegations");

    private static final int LONGEST_PEM = 1 << 16;
    private static final ValueFormat<String> PUBLIC_KEY = Formats.text(
            "a public key in PEM (-----BEGIN PUBLIC KEY-----)",
            LONGEST_PEM,
            Pattern.compile("\\A\\s*-----BEGIN PUBLIC KEY-----\\s"));
    private static final ValueFormat<String> CERTIFICATES = Formats.text(
            "certificates in PEM (-----BEGIN CERTIFICATE-----)",
            LONGEST_PEM,
            Pattern.compile("\\A\\s*-----BEGIN CERTIFICATE-----\\s"));
    private static final ValueFormat<String> ROOT_KEY = Formats.text(
            "a root key id, or a public key or certificate in PEM",
            LONGEST_PEM,
            Pattern.compile("\\A\\s*(-----BEGIN (PUBLIC KEY|CERTIFICATE)-----\\s|[0-9a-f]{64}\\s*\\z)"));
    private static final ValueFormat<String> HTTPS =
            Formats.text("an https:// address", 1_000, Pattern.compile("\\Ahttps://[^\\s/?#]+[^\\s]*\\z"));
    private static final ValueFormat<String> IDENTITY = Formats.text(
            "an identity such as x509.subject: C=..., ST=..., O=... or arn:aws:signer:..., never a bare *",
            1_000,
            Pattern.compile("[^*\\s]"));
    private static final ValueFormat<String> DELEGATION =
            Formats.text("a role such as targets/releases", 200, Pattern.compile("\\Atargets(/[A-Za-z0-9._-]+)*\\z"));

    @Override
    public Optional<Signer> read(YamlValue value, String where, Problems problems) {
        List<String> known = new ArrayList<>(KINDS);
        known.add("name");
        Optional<Fields> opened = Fields.of(value, where, known, problems);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = opened.get();
        Optional<String> name = fields.required("name", Formats.NAME);
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            fields.problem("must have exactly one of " + String.join(", ", KINDS));
        }
        if (name.isEmpty() || kinds.size() != 1) {
            return Optional.empty();
        }
        Optional<Signer> signer = fields.optional(kinds.get(0), new KindFormat(name.get(), kinds.get(0)));
        return fields.sound() ? signer : Optional.empty();
    }

    @Override
    public Object plain(Signer signer) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("name", signer.name());
        plain.put(signer.kind(), new KindFormat(signer.name(), signer.kind()).plain(signer));
        return plain;
    }

    /** The mapping below the kind's name. */
    private record KindFormat(String name, String kind) implements ValueFormat<Signer> {
        private static final ValueFormat<List<String>> IDENTITIES = new ListFormat<>(IDENTITY, 1, 1_000);
        private static final ValueFormat<List<String>> ROOT_KEYS = new ListFormat<>(ROOT_KEY, 1, 100);
        private static final ValueFormat<List<String>> DELEGATIONS = new ListFormat<>(DELEGATION, 1, 100);

        @Override
        public Optional<Signer> read(YamlValue value, String where, Problems problems) {
            return switch (kind) {
                case "cosign" ->
                    Fields.of(value, where, COSIGN_FIELDS, problems).flatMap(this::cosign);
                case "keyless" ->
                    Fields.of(value, where, KEYLESS_FIELDS, problems).flatMap(this::keyless);
                case "notation" ->
                    Fields.of(value, where, NOTATION_FIELDS, problems).flatMap(this::notation);
                default ->
                    Fields.of(value, where, CONTENT_TRUST_FIELDS, problems).flatMap(this::contentTrust);
            };
        }

        private Optional<Signer> cosign(Fields fields) {
            Optional<String> key = fields.required("key", PUBLIC_KEY);
            return fields.sound() ? key.map(pem -> new Signer.Cosign(name, pem)) : Optional.empty();
        }

        private Optional<Signer> keyless(Fields fields) {
            Optional<String> issuer = fields.required("issuer", HTTPS);
            Optional<Glob> subject = fields.required("subject", Formats.PATH_PATTERN);
            if (subject.filter(Glob::unbounded).isPresent()) {
                fields.problem("must name a subject: anyone the issuer knows is no signer");
            }
            return fields.sound()
                    ? Optional.of(new Signer.Keyless(name, issuer.orElseThrow(), subject.orElseThrow()))
                    : Optional.empty();
        }

        private Optional<Signer> notation(Fields fields) {
            Optional<String> store = fields.required("trustStore", CERTIFICATES);
            Optional<List<String>> identities = fields.required("identities", IDENTITIES);
            return fields.sound()
                    ? Optional.of(new Signer.Notation(name, store.orElseThrow(), identities.orElseThrow()))
                    : Optional.empty();
        }

        private Optional<Signer> contentTrust(Fields fields) {
            Optional<String> server = fields.required("server", HTTPS);
            Optional<List<String>> rootKeys = fields.required("rootKeys", ROOT_KEYS);
            Optional<List<String>> delegations = fields.required("delegations", DELEGATIONS);
            return fields.sound()
                    ? Optional.of(new Signer.ContentTrust(
                            name, server.orElseThrow(), rootKeys.orElseThrow(), delegations.orElseThrow()))
                    : Optional.empty();
        }

        @Override
        public Object plain(Signer signer) {
            Map<String, Object> plain = new TreeMap<>();
            if (signer instanceof Signer.Cosign cosign) {
                plain.put("key", cosign.key());
            } else if (signer instanceof Signer.Keyless keyless) {
                plain.put("issuer", keyless.issuer());
                plain.put("subject", keyless.subject().toString());
            } else if (signer instanceof Signer.Notation notation) {
                plain.put("trustStore", notation.trustStore());
                plain.put("identities", notation.identities());
            } else if (signer instanceof Signer.ContentTrust trust) {
                plain.put("server", trust.server());
                plain.put("rootKeys", trust.rootKeys());
                plain.put("delegations", trust.delegations());
            }
            return plain;
        }
    }
}
