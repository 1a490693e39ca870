package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An entry of {@code signers}: a name, perhaps a role, and exactly one kind of signer. No message shows a key's text. */
public final class SignerFormat implements ValueFormat<Signer> {
    private static final List<Kind> KINDS = List.of(
            new Kind(CosignSigner.KIND, CosignSigner.FIELDS, CosignSigner::read),
            new Kind(KeylessSigner.KIND, KeylessSigner.FIELDS, KeylessSigner::read),
            new Kind(NotationSigner.KIND, NotationSigner.FIELDS, NotationSigner::read),
            new Kind(ContentTrustSigner.KIND, ContentTrustSigner.FIELDS, ContentTrustSigner::read));

    private record Kind(String key, List<String> fields, Reader reader) {}

    @FunctionalInterface
    private interface Reader {
        Optional<Signer> read(String name, Optional<String> role, Fields fields);
    }

    /** The names that an entry may have. */
    public static List<String> fields() {
        List<String> names = new ArrayList<>(kinds());
        names.addAll(List.of("name", "role"));
        return names;
    }

    private static List<String> kinds() {
        return KINDS.stream().map(Kind::key).toList();
    }

    @Override
    public Optional<Signer> read(YamlValue value, String where, Problems problems) {
        return Fields.of(value, where, fields(), problems).flatMap(SignerFormat::read);
    }

    private static Optional<Signer> read(Fields fields) {
        Optional<String> name = fields.required("name", Formats.NAME);
        Optional<String> role = fields.optional("role", Formats.NAME);
        List<Kind> kinds = KINDS.stream().filter(kind -> fields.has(kind.key())).toList();
        if (kinds.size() != 1) {
            fields.problem("must have exactly one of " + String.join(", ", kinds()));
        }
        if (name.isEmpty() || kinds.size() != 1) {
            return Optional.empty();
        }
        Kind kind = kinds.get(0);
        Optional<Signer> signer = fields.mapping(kind.key(), kind.fields())
                .flatMap(below -> kind.reader().read(name.get(), role, below));
        return fields.sound() ? signer : Optional.empty();
    }

    @Override
    public Object plain(Signer signer) {
        Map<String, Object> plain = new TreeMap<>();
        plain.put("name", signer.name());
        signer.role().ifPresent(role -> plain.put("role", role));
        plain.put(signer.kind(), signer.plain());
        return plain;
    }
}
