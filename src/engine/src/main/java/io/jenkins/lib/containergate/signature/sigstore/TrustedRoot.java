package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.crypto.Base64Text;
import io.jenkins.lib.containergate.signature.crypto.Certificates;
import io.jenkins.lib.containergate.signature.crypto.PublicKeys;
import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whom keyless signing rests on: certificate authorities, transparency logs, certificate logs, timestamp authorities.
 * Comes from a file that an administrator chose ({@code trusted_root.json}); nothing is fetched.
 *
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_trustroot.proto">TrustedRoot</a>
 */
public final class TrustedRoot {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_ENTRIES = 200;
    private static final String MEDIA_TYPE = "application/vnd.dev.sigstore.trustedroot";

    private final List<LogKey> logs;
    private final List<LogKey> certificateLogs;
    private final List<Authority> authorities;
    private final List<Authority> timestampAuthorities;

    private TrustedRoot(
            List<LogKey> logs,
            List<LogKey> certificateLogs,
            List<Authority> authorities,
            List<Authority> timestampAuthorities) {
        this.logs = List.copyOf(logs);
        this.certificateLogs = List.copyOf(certificateLogs);
        this.authorities = List.copyOf(authorities);
        this.timestampAuthorities = List.copyOf(timestampAuthorities);
    }

    /** @throws GateException when it is not a trusted root, or holds a key that cannot be used */
    public static TrustedRoot parse(Bytes json, String name) throws GateException {
        if (json.size() > MAX_BYTES) {
            throw new GateException(name + " is larger than " + MAX_BYTES + " bytes", "name a trusted_root.json");
        }
        try {
            StrictJson root = StrictJson.parse(json.toArray(), name);
            if (!root.textOf("mediaType").startsWith(MEDIA_TYPE)) {
                throw new GateException(name + " is no Sigstore trusted root", "name a trusted_root.json");
            }
            return new TrustedRoot(
                    keys(root, "tlogs"),
                    keys(root, "ctlogs"),
                    authorities(root, "certificateAuthorities"),
                    authorities(root, "timestampAuthorities"));
        } catch (RejectedSignatureException e) {
            throw new GateException(name + ": " + e.problem(), "name a trusted_root.json", e);
        }
    }

    private static List<LogKey> keys(StrictJson root, String member) throws GateException {
        List<LogKey> keys = new ArrayList<>();
        for (StrictJson log : bounded(root, member)) {
            StrictJson key = log.required("publicKey");
            keys.add(new LogKey(
                    bytes(log.required("logId"), "keyId"),
                    PublicKeys.ofDer(bytes(key, "rawBytes").toArray()),
                    Validity.of(key),
                    host(log.textOf("baseUrl"))));
        }
        return keys;
    }

    private static Optional<String> host(String address) {
        try {
            return Optional.ofNullable(URI.create(address).getHost());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Authority> authorities(StrictJson root, String member) throws GateException {
        List<Authority> authorities = new ArrayList<>();
        for (StrictJson authority : bounded(root, member)) {
            List<X509Certificate> chain = new ArrayList<>();
            for (StrictJson certificate : authority.required("certChain").elementsOf("certificates")) {
                chain.add(Certificates.ofDer(bytes(certificate, "rawBytes").toArray()));
            }
            if (chain.isEmpty()) {
                throw new GateException("no certificates at " + authority.place(), "name a trusted_root.json");
            }
            authorities.add(new Authority(chain, Validity.of(authority)));
        }
        return authorities;
    }

    private static List<StrictJson> bounded(StrictJson root, String member) throws GateException {
        List<StrictJson> elements = root.elementsOf(member);
        if (elements.size() > MAX_ENTRIES) {
            throw new GateException(
                    "more than " + MAX_ENTRIES + " " + member + " at " + root.place(), "name a trusted_root.json");
        }
        return elements;
    }

    private static Bytes bytes(StrictJson owner, String member) throws GateException {
        return Bytes.of(Base64Text.decode(owner.required(member).text(), member));
    }

    List<LogKey> logs() {
        return logs;
    }

    List<LogKey> certificateLogs() {
        return certificateLogs;
    }

    List<Authority> authorities() {
        return authorities;
    }

    List<Authority> timestampAuthorities() {
        return timestampAuthorities;
    }
}
