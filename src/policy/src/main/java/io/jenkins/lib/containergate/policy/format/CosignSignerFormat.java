package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
