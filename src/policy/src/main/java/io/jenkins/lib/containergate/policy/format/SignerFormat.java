package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.format.SignerFormats.ContentTrustSignerFormat;
import io.jenkins.lib.containergate.policy.format.SignerFormats.CosignSignerFormat;
import io.jenkins.lib.containergate.policy.format.SignerFormats.KeylessSignerFormat;
import io.jenkins.lib.containergate.policy.format.SignerFormats.NotationSignerFormat;
import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An entry of {@code signers}: a name, perhaps a role, and exactly one kind of signer. No message shows a key's text. */
public final class SignerFormat implements ValueFormat<Signer> {
    public static final List<String> KINDS = List.of("cosign", "keyless", "notation", "contentTrust");
    public static final List<String> OWN_FIELDS = List.of("name", "role");

    @Override
    public Optional<Signer> read(YamlValue value, String where, Problems problems) {
        List<String> known = new ArrayList<>(KINDS);
        known.addAll(OWN_FIELDS);
        Optional<Fields> opened = Fields.of(value, where, known, problems);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        Fields fields = opened.get();
        Optional<String> name = fields.required("name", Formats.NAME);
        Optional<String> role = fields.optional("role", Formats.NAME);
        List<String> kinds = KINDS.stream().filter(fields::has).toList();
        if (kinds.size() != 1) {
            fields.problem("must have exactly one of " + String.join(", ", KINDS));
        }
        if (name.isEmpty() || kinds.size() != 1) {
            return Optional.empty();
        }
        String kind = kinds.get(0);
        Optional<? extends Signer> signer =
                switch (kind) {
                    case "cosign" -> fields.optional(kind, new CosignSignerFormat(name.get(), role));
                    case "keyless" -> fields.optional(kind, new KeylessSignerFormat(name.get(), role));
                    case "notation" -> fields.optional(kind, new NotationSignerFormat(name.get(), role));
                    default -> fields.optional(kind, new ContentTrustSignerFormat(name.get(), role));
                };
        return fields.sound() ? signer.map(found -> found) : Optional.empty();
    }

    @Override
    public Object plain(Signer signer) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("name", signer.name());
        signer.role().ifPresent(role -> plain.put("role", role));
        plain.put(signer.kind(), details(signer));
        return plain;
    }

    private static Object details(Signer signer) {
        if (signer instanceof Signer.Cosign cosign) {
            return new CosignSignerFormat(signer.name(), signer.role()).plain(cosign);
        }
        if (signer instanceof Signer.Keyless keyless) {
            return new KeylessSignerFormat(signer.name(), signer.role()).plain(keyless);
        }
        if (signer instanceof Signer.Notation notation) {
            return new NotationSignerFormat(signer.name(), signer.role()).plain(notation);
        }
        return new ContentTrustSignerFormat(signer.name(), signer.role()).plain((Signer.ContentTrust) signer);
    }
}
