package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cosign key pair.
 *
 * @param ignoreTlog the key alone is enough; otherwise the signature has to be in a transparency log
 * @param trustedRoot Sigstore trusted root in JSON, instead of the one the run was given
 */
public record CosignSigner(
        String name, Optional<String> role, Key key, boolean ignoreTlog, Optional<String> trustedRoot)
        implements Signer {
    public static final String KIND = "cosign";
    public static final List<String> FIELDS = List.of("key", "kms", "sha256", "ignoreTlog", "trustedRoot");

    /** Where the public key is. */
    public sealed interface Key {}

    /** @param text PEM, {@code PUBLIC KEY} */
    public record Pem(String text) implements Key {}

    /**
     * In AWS KMS, asked for each time.
     *
     * @param arn of the key or of an alias
     * @param sha256 fingerprint it has to have: of its SubjectPublicKeyInfo, in hexadecimal
     */
    public record Kms(Arn arn, String sha256) implements Key {}

    /** Empty when a problem was reported. */
    static Optional<Signer> read(String name, Optional<String> role, Fields fields) {
        Optional<Key> key = key(fields);
        boolean ignoreTlog = fields.optional("ignoreTlog", Formats.FLAG).orElse(false);
        Optional<String> root = fields.optional("trustedRoot", SignerTexts.TRUSTED_ROOT);
        return fields.sound()
                ? Optional.of(new CosignSigner(name, role, key.orElseThrow(), ignoreTlog, root))
                : Optional.empty();
    }

    private static Optional<Key> key(Fields fields) {
        if (fields.has("kms") == fields.has("key")) {
            fields.problem("must have exactly one of key, kms");
            return Optional.empty();
        }
        if (fields.has("kms")) {
            Optional<Arn> arn = fields.required("kms", SignerTexts.KMS_KEY).flatMap(Arn::ofKmsKey);
            Optional<String> pin = fields.required("sha256", SignerTexts.FINGERPRINT);
            return arn.isPresent() && pin.isPresent() ? Optional.of(new Kms(arn.get(), pin.get())) : Optional.empty();
        }
        if (fields.has("sha256")) {
            fields.problem("has sha256 without kms: a key that is written out needs no pin");
        }
        return fields.required("key", SignerTexts.PUBLIC_KEY).map(Pem::new);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object plain() {
        Map<String, Object> plain = new TreeMap<>();
        if (key instanceof Kms kms) {
            plain.put("kms", kms.arn().toString());
            plain.put("sha256", kms.sha256());
        } else {
            plain.put("key", ((Pem) key).text());
        }
        if (ignoreTlog) {
            plain.put("ignoreTlog", true);
        }
        trustedRoot.ifPresent(root -> plain.put("trustedRoot", root));
        return plain;
    }
}
