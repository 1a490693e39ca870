package io.jenkins.lib.containergate.signature.notation;

import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What JWS and COSE envelopes have in common (C.4.3, C.4.4).
 *
 * @param algorithm its name in JWS, {@code ES256}; only compared with what the key demands
 * @param critical names of the attributes a verifier must understand
 * @param attributes texts of the protected attributes that are no standard header, by name
 * @param times of the protected attributes that are times, by name
 * @param chain from the leaf to the root
 * @param signed the exact bytes the signature is over
 * @param timestamp RFC 3161 token about the signature
 */
record NotationEnvelope(
        String algorithm,
        String contentType,
        Set<String> critical,
        Map<String, String> attributes,
        Map<String, Instant> times,
        List<X509Certificate> chain,
        Bytes signed,
        Bytes signature,
        Bytes payload,
        Optional<Bytes> timestamp) {
    static final String PREFIX = "io.cncf.notary.";
    static final String SCHEME = PREFIX + "signingScheme";
    static final String SIGNING_TIME = PREFIX + "signingTime";
    static final String AUTHENTIC_TIME = PREFIX + "authenticSigningTime";
    static final String EXPIRY = PREFIX + "expiry";
    static final String TIMESTAMP = PREFIX + "timestampSignature";
    static final String PROFILE_VERSION = "com.amazonaws.signer.signingProfileVersion";
    static final String JOB = "com.amazonaws.signer.signingJob";
    /** Another name of the profile; whom to trust is told by the profile. */
    private static final String PROFILE_ALIAS = "com.amazonaws.signer.signingProfileAlias";

    static final int MAX_CHAIN = 10;
    static final Set<String> TIMES = Set.of(SIGNING_TIME, AUTHENTIC_TIME, EXPIRY);

    private static final String PAYLOAD = "application/vnd.cncf.notary.payload.v1+json";
    private static final String PLUGIN = PREFIX + "verificationPlugin";
    private static final String PLUGIN_VERSION = PREFIX + "verificationPluginMinVersion";
    private static final String AWS_SIGNER = "com.amazonaws.signer.notation.plugin";
    private static final Set<String> UNDERSTOOD =
            Set.of(SCHEME, AUTHENTIC_TIME, EXPIRY, PROFILE_VERSION, PROFILE_ALIAS, JOB, PLUGIN, PLUGIN_VERSION);
    private static final Set<String> ALWAYS_CRITICAL = Set.of(SCHEME, AUTHENTIC_TIME, EXPIRY);

    NotationEnvelope {
        critical = Set.copyOf(critical);
        attributes = Map.copyOf(attributes);
        times = Map.copyOf(new TreeMap<>(times));
        chain = List.copyOf(chain);
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    /** Whether the signer wants more checked than this format knows of; then only a signing profile can vouch for it. */
    boolean hasPlugin() {
        return attributes.containsKey(PLUGIN);
    }

    String scheme() {
        return attributes.getOrDefault(SCHEME, "");
    }

    Optional<Instant> time(String name) {
        return Optional.ofNullable(times.get(name));
    }

    /** What may be said before any key was looked at. */
    void checkHeaders() throws RejectedSignatureException {
        if (!contentType.equals(PAYLOAD)) {
            throw new RejectedSignatureException("its envelope holds something other than a Notary Project payload");
        }
        for (String name : critical) {
            boolean present = attributes.containsKey(name) || times.containsKey(name);
            if (!UNDERSTOOD.contains(name) || !present) {
                throw new RejectedSignatureException(
                        "its attribute " + MediaType.shown(name) + " is critical and not understood");
            }
        }
        for (String name : ALWAYS_CRITICAL) {
            boolean present = attributes.containsKey(name) || times.containsKey(name);
            if (present && !critical.contains(name)) {
                throw new RejectedSignatureException("its attribute '" + name + "' is not marked critical");
            }
        }
        // A plugin may demand anything, and one that is not here cannot be asked (C.4.10). AWS Signer's checks are
        // ours.
        if (hasPlugin() && !AWS_SIGNER.equals(attributes.get(PLUGIN))) {
            throw new RejectedSignatureException(
                    "it has to be verified by a plugin: " + MediaType.shown(attributes.getOrDefault(PLUGIN, "")));
        }
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            throw new RejectedSignatureException("it brings " + chain.size() + " certificates");
        }
    }
}
