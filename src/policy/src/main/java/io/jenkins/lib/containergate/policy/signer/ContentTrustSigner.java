package io.jenkins.lib.containergate.policy.signer;

import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Docker Content Trust (Notary v1).
 *
 * @param server https address of the Notary server
 * @param rootKeys pinned root keys or certificates; trust on first use does not exist
 * @param delegations roles of which one must have signed, such as {@code targets/releases}
 */
public record ContentTrustSigner(
        String name, Optional<String> role, String server, List<String> rootKeys, List<String> delegations)
        implements Signer {
    public static final String KIND = "contentTrust";
    public static final List<String> FIELDS = List.of("server", "rootKeys", "delegations");

    private static final ValueFormat<List<String>> ROOT_KEYS = new ListFormat<>(
            Formats.text(
                    "a root key id, or a public key or certificate in PEM",
                    SignerTexts.LONGEST_PEM,
                    Pattern.compile("\\A\\s*(-----BEGIN (PUBLIC KEY|CERTIFICATE)-----\\s|[0-9a-f]{64}\\s*\\z)")),
            1,
            100);
    private static final ValueFormat<List<String>> DELEGATIONS = new ListFormat<>(
            Formats.text("a role such as targets/releases", 200, Pattern.compile("\\Atargets(/[A-Za-z0-9._-]+)*\\z")),
            1,
            100);

    public ContentTrustSigner {
        rootKeys = List.copyOf(rootKeys);
        delegations = List.copyOf(delegations);
    }

    /** Empty when a problem was reported. */
    static Optional<Signer> read(String name, Optional<String> role, Fields fields) {
        Optional<String> server = fields.required("server", SignerTexts.HTTPS);
        Optional<List<String>> rootKeys = fields.required("rootKeys", ROOT_KEYS);
        Optional<List<String>> delegations = fields.required("delegations", DELEGATIONS);
        return fields.sound()
                ? Optional.of(new ContentTrustSigner(
                        name, role, server.orElseThrow(), rootKeys.orElseThrow(), delegations.orElseThrow()))
                : Optional.empty();
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Object plain() {
        return new TreeMap<>(Map.of("server", server, "rootKeys", rootKeys, "delegations", delegations));
    }
}
