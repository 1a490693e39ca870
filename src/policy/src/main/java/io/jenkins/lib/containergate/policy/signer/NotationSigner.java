package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.setting.Choice;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Notary Project signatures (Notation, AWS Signer).
 *
 * @param trustStore PEM certificates of the trusted roots
 * @param identities trusted identities: {@code x509.subject: ...} or the ARN of a signing profile
 * @param timestampStore PEM certificates of trusted timestamp authorities
 * @param verifyTimestamp when a timestamp of one of those has to be there
 */
public record NotationSigner(
        String name,
        Optional<String> role,
        String trustStore,
        List<String> identities,
        StoreType type,
        Optional<String> timestampStore,
        VerifyTimestamp verifyTimestamp,
        Level level,
        Revocation revocation)
        implements Signer {
    public static final String KIND = "notation";
    public static final List<String> FIELDS =
            List.of("trustStore", "identities", "type", "timestampStore", "verifyTimestamp", "level", "revocation");

    private static final ValueFormat<List<String>> IDENTITIES = new ListFormat<>(
            Formats.text(
                    "an identity such as x509.subject: C=..., ST=..., O=... or arn:aws:signer:..., never a bare *",
                    1_000,
                    Pattern.compile("[^*\\s]")),
            1,
            1_000);

    public NotationSigner {
        identities = List.copyOf(identities);
    }

    /** What the certificates of the store are for. */
    public enum StoreType implements Choice {
        /** Certificates of one's own authorities. */
        CA("ca", "notary.x509"),
        /** Services that sign for others and vouch for the time. */
        SIGNING_AUTHORITY("signingAuthority", "notary.x509.signingAuthority");

        private final String key;
        private final String scheme;

        StoreType(String key, String scheme) {
            this.key = key;
            this.scheme = scheme;
        }

        @Override
        public String key() {
            return key;
        }

        /** The Notary Project's signing scheme that needs such a store. */
        public String scheme() {
            return scheme;
        }
    }

    /** The Notary Project's {@code verifyTimestamp}: when a timestamp has to be there, where authorities are trusted with it. */
    public enum VerifyTimestamp implements Choice {
        ALWAYS("always"),
        /** Not while the certificates are valid. */
        AFTER_CERT_EXPIRY("afterCertExpiry");

        private final String key;

        VerifyTimestamp(String key) {
            this.key = key;
        }

        @Override
        public String key() {
            return key;
        }
    }

    /**
     * Verification levels of the Notary Project that enforce who signed. What only the level strict enforces is logged
     * beside the signature otherwise: expiry, validity of the certificates when it was signed, revocation.
     */
    public enum Level implements Choice {
        STRICT,
        PERMISSIVE
    }

    /** Whether certificates that can be revoked are asked about. */
    public enum Revocation implements Choice {
        ENFORCE,
        SKIP
    }

    /** Empty when a problem was reported. */
    static Optional<Signer> read(String name, Optional<String> role, Fields fields) {
        Optional<String> store = fields.required("trustStore", SignerTexts.CERTIFICATES);
        Optional<List<String>> identities = fields.required("identities", IDENTITIES);
        StoreType type = choice(fields, "type", StoreType.values());
        Optional<String> timestamps = fields.optional("timestampStore", SignerTexts.CERTIFICATES);
        VerifyTimestamp verify = choice(fields, "verifyTimestamp", VerifyTimestamp.values());
        Level level = choice(fields, "level", Level.values());
        Revocation revocation = choice(fields, "revocation", Revocation.values());
        return fields.sound()
                ? Optional.of(new NotationSigner(
                        name,
                        role,
                        store.orElseThrow(),
                        identities.orElseThrow(),
                        type,
                        timestamps,
                        verify,
                        level,
                        revocation))
                : Optional.empty();
    }

    /** The first where the field is absent. */
    private static <T extends Choice> T choice(Fields fields, String field, T[] values) {
        return fields.optional(field, ChoiceFormat.of(values)).orElse(values[0]);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object plain() {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("trustStore", trustStore);
        plain.put("identities", identities);
        timestampStore.ifPresent(store -> plain.put("timestampStore", store));
        putUnless(StoreType.CA, "type", type, plain);
        putUnless(VerifyTimestamp.ALWAYS, "verifyTimestamp", verifyTimestamp, plain);
        putUnless(Level.STRICT, "level", level, plain);
        putUnless(Revocation.ENFORCE, "revocation", revocation, plain);
        return plain;
    }

    private static void putUnless(Choice byDefault, String field, Choice value, Map<String, Object> plain) {
        if (value != byDefault) {
            plain.put(field, value.key());
        }
    }
}
