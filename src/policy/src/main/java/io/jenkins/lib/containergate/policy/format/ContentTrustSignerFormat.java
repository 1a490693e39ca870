package io.jenkins.lib.containergate.policy.format;

import io.jenkins.lib.containergate.policy.setting.Signer;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What stands below {@code contentTrust} in a signer. */
public record ContentTrustSignerFormat(String name, Optional<String> role) implements ValueFormat<Signer.ContentTrust> {
    public static final List<String> FIELDS = List.of("server", "rootKeys", "delegations");

    private static final ValueFormat<String> ROOT_KEY = Formats.text(
            "a root key id, or a public key or certificate in PEM",
            1 << 16,
            Pattern.compile("\\A\\s*(-----BEGIN (PUBLIC KEY|CERTIFICATE)-----\\s|[0-9a-f]{64}\\s*\\z)"));
    private static final ValueFormat<String> DELEGATION =
            Formats.text("a role such as targets/releases", 200, Pattern.compile("\\Atargets(/[A-Za-z0-9._-]+)*\\z"));
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
