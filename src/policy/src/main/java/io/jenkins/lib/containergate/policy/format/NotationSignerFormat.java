package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.Level;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.Revocation;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.StoreType;
import io.jenkins.lib.containergate.policy.setting.Signer.Notation.VerifyTimestamp;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

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
