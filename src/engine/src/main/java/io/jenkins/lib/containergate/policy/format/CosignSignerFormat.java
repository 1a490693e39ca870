package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stands below {@code cosign} in a signer. */
public record CosignSignerFormat(String name, Optional<String> role) implements ValueFormat<Signer.Cosign> {
    public static final List<String> FIELDS = List.of("key", "ignoreTlog", "trustedRoot");

    @Override
    public Optional<Signer.Cosign> read(YamlValue value, String where, Problems problems) {
        return Fields.of(value, where, FIELDS, problems).flatMap(this::read);
    }

    private Optional<Signer.Cosign> read(Fields fields) {
        Optional<String> key = fields.required("key", SignerTexts.PUBLIC_KEY);
        boolean ignoreTlog = fields.optional("ignoreTlog", Formats.FLAG).orElse(false);
        Optional<String> root = fields.optional("trustedRoot", SignerTexts.TRUSTED_ROOT);
        return fields.sound()
                ? Optional.of(new Signer.Cosign(name, role, key.orElseThrow(), ignoreTlog, root))
                : Optional.empty();
    }

    @Override
    public Object plain(Signer.Cosign signer) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("key", signer.key());
        if (signer.ignoreTlog()) {
            plain.put("ignoreTlog", true);
        }
        signer.trustedRoot().ifPresent(root -> plain.put("trustedRoot", root));
        return plain;
    }
}
