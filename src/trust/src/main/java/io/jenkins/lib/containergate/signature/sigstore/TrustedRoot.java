package io.jenkins.lib.containergate.signature.sigstore;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Whom keyless signing rests on: certificate authorities, transparency logs, certificate logs, timestamp authorities.
 * Comes from a file that an administrator chose: {@code trusted_root.json}, or {@code trusted_root.jsonl} with one
 * document a line, each of which counts by itself. Nothing is fetched.
 *
 * @see <a href="https://github.com/sigstore/protobuf-specs/blob/v0.5.0/protos/sigstore_trustroot.proto">TrustedRoot</a>
 */
public final class TrustedRoot {
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_DOCUMENTS = 20;
    private static final String REMEDY = "name a trusted_root.json";

    private final List<TrustAnchors> instances;

    private TrustedRoot(List<TrustAnchors> instances) {
        this.instances = List.copyOf(instances);
    }

    /**
     * @throws GateException when it is not a trusted root, or trusts something for ever; a key of a kind that nothing here
     *     verifies with is passed over and named by {@link #notes}
     */
    public static TrustedRoot parse(Bytes json, String name) throws GateException {
        if (json.size() > MAX_BYTES) {
            throw new GateException(name + " is larger than " + MAX_BYTES + " bytes", REMEDY);
        }
        try {
            List<TrustAnchors> instances = new ArrayList<>();
            for (byte[] document : documents(json, name)) {
                instances.add(TrustAnchors.parse(StrictJson.parse(document, name), name));
            }
            return new TrustedRoot(instances);
        } catch (RejectedSignatureException e) {
            throw new GateException(name + ": " + e.problem(), REMEDY, e);
        }
    }

    /** Several lines that each begin and end like a document are JSON Lines, as {@code gh attestation trusted-root} has. */
    private static List<byte[]> documents(Bytes json, String name) throws GateException {
        byte[] all = json.toArray();
        List<String> lines = new String(all, StandardCharsets.UTF_8)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        boolean each = lines.size() > 1 && lines.stream().allMatch(line -> line.startsWith("{") && line.endsWith("}"));
        if (!each) {
            return List.of(all);
        }
        if (lines.size() > MAX_DOCUMENTS) {
            throw new GateException(name + " holds more than " + MAX_DOCUMENTS + " trusted roots", REMEDY);
        }
        return lines.stream().map(line -> line.getBytes(StandardCharsets.UTF_8)).toList();
    }

    /** Each instance counts by itself: what one vouches for is never completed by another. */
    List<TrustAnchors> instances() {
        return instances;
    }

    /** What of it cannot be used, and why. */
    public List<String> notes() {
        return instances.stream()
                .flatMap(instance -> instance.unusable().stream())
                .map(TrustAnchors.Unusable::toString)
                .toList();
    }
}
