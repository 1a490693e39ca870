package io.jenkins.lib.containergate.testkit.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The metadata of one repository in Docker Content Trust, made as its owner makes them, faults included. */
public final class TrustRepository {
    private static final String RELEASES = "targets/releases";
    private static final Instant CERTIFIED = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant CERTIFIED_UNTIL = Instant.parse("2040-01-01T00:00:00Z");

    private final Map<String, List<SigningKey>> keys = new TreeMap<>();
    private final Map<String, Integer> thresholds = new TreeMap<>();
    private final Map<String, Map<String, String>> targets = new TreeMap<>();
    private final Map<String, Integer> versions = new TreeMap<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Instant expires = Instant.parse("2030-01-01T00:00:00Z");
    private String paths = "\"\"";
    private byte[] root = {};
    private String certified;
    private final Map<SigningKey, String> certificates = new HashMap<>();

    /** @param repository that the root certificates are for; empty for root keys without certificates */
    public TrustRepository(String repository) {
        certified = repository;
        for (String role : List.of("root", "timestamp", "snapshot", "targets", RELEASES)) {
            keys.put(role, new ArrayList<>(List.of(key())));
            thresholds.put(role, 1);
        }
        targets.put("targets", new TreeMap<>());
        targets.put(RELEASES, new TreeMap<>());
        signRoot(keys.get("root"));
    }

    private static SigningKey key() {
        return SigningKey.ecdsa("secp256r1", "SHA256withECDSAinP1363Format");
    }

    /** By file name, as a server delivers them; may be changed. */
    public Map<String, byte[]> files() {
        return files;
    }

    /** @param role {@code targets} or {@code targets/releases} */
    public TrustRepository sign(String role, String tag, String sha256, long size) {
        targets.get(role)
                .put(
                        tag,
                        "{\"hashes\":{\"sha256\":\"" + base64(HexFormat.of().parseHex(sha256)) + "\"},\"length\":"
                                + size + "}");
        return this;
    }

    /** What the delegation may sign: the beginning of a tag. */
    public TrustRepository delegatesOnly(String prefix) {
        paths = "\"" + prefix + "\"";
        return this;
    }

    /** More signatures than there are keys that sign. */
    public TrustRepository threshold(String role, int signatures) {
        thresholds.put(role, signatures);
        while (keys.get(role).size() < signatures) {
            keys.get(role).add(key());
        }
        return this;
    }

    /** From now on somebody else signs for a role, whom nobody has told about. */
    public TrustRepository hijack(String role) {
        keys.put(role, new ArrayList<>(List.of(key())));
        return this;
    }

    /** One more key that may sign for a role, beside those that may already. */
    public TrustRepository admit(String role) {
        keys.get(role).add(key());
        return this;
    }

    /** The next metadata of a role get the version after this one. */
    public TrustRepository versionOf(String role, int version) {
        versions.put(role, version);
        return this;
    }

    public String rootKeyId() {
        return id("root", keys.get("root").get(0));
    }

    public String rootKeyPem() {
        return keys.get("root").get(0).pem();
    }

    /** A new root key; the next root is signed with both, or only with its own. */
    public TrustRepository rotateRoot(boolean signedByTheOld) {
        List<SigningKey> signers = new ArrayList<>(signedByTheOld ? keys.get("root") : List.of());
        keys.put("root", new ArrayList<>(List.of(key())));
        signers.addAll(keys.get("root"));
        signRoot(signers);
        return this;
    }

    /** A new root key as {@link #rotateRoot}, whose certificate is for another repository. */
    public TrustRepository handRootTo(String repository) {
        List<SigningKey> signers = new ArrayList<>(keys.get("root"));
        signers.forEach(key -> json("root", key));
        certified = repository;
        return rotateRoot(true);
    }

    /** A root that names the present keys. */
    public TrustRepository renewRoot() {
        signRoot(keys.get("root"));
        return this;
    }

    private void signRoot(List<SigningKey> signers) {
        String roles = List.of("root", "snapshot", "targets", "timestamp").stream()
                .map(role -> "\"" + role + "\":" + role(role))
                .collect(Collectors.joining(","));
        Map<String, String> known = new TreeMap<>();
        for (String role : List.of("root", "snapshot", "targets", "timestamp")) {
            keys.get(role).forEach(key -> known.put(id(role, key), json(role, key)));
        }
        int version = versions.merge("root", 1, Integer::sum);
        root = signed(
                "{\"_type\":\"Root\",\"consistent_snapshot\":false,\"expires\":\"" + expires + "\",\"keys\":"
                        + object(known) + ",\"roles\":{" + roles + "},\"version\":" + version + "}",
                "root",
                signers);
        files.put(version + ".root.json", root);
    }

    /** Signs everything below the root anew, with the next version. */
    public TrustRepository publish() {
        Map<String, byte[]> listed = new TreeMap<>();
        listed.put("root", root);
        String releases = "{\"keyids\":[" + ids(RELEASES) + "],\"name\":\"" + RELEASES + "\",\"paths\":[" + paths
                + "],\"threshold\":" + thresholds.get(RELEASES) + "}";
        Map<String, String> delegated = new TreeMap<>();
        keys.get(RELEASES).forEach(key -> delegated.put(id(RELEASES, key), json(RELEASES, key)));
        listed.put(RELEASES, targets(RELEASES, "{\"keys\":{},\"roles\":[]}"));
        listed.put("targets", targets("targets", "{\"keys\":" + object(delegated) + ",\"roles\":[" + releases + "]}"));
        byte[] snapshot = listing("Snapshot", "snapshot", listed);
        listed.forEach((role, content) -> files.put(role + "." + hex(content) + ".json", content));
        files.put("snapshot." + hex(snapshot) + ".json", snapshot);
        files.put("timestamp.json", listing("Timestamp", "timestamp", Map.of("snapshot", snapshot)));
        return this;
    }

    private byte[] targets(String role, String delegations) {
        return signed(
                "{\"_type\":\"Targets\",\"delegations\":" + delegations + ",\"expires\":\"" + expires
                        + "\",\"targets\":" + object(targets.get(role)) + ",\"version\":"
                        + versions.merge(role, 1, Integer::sum) + "}",
                role,
                keys.get(role).subList(0, 1));
    }

    private byte[] listing(String type, String role, Map<String, byte[]> listed) {
        Map<String, String> meta = new TreeMap<>();
        listed.forEach((name, content) -> meta.put(
                name,
                "{\"hashes\":{\"sha256\":\"" + base64(sha256(content)) + "\"},\"length\":" + content.length + "}"));
        return signed(
                "{\"_type\":\"" + type + "\",\"expires\":\"" + expires + "\",\"meta\":" + object(meta) + ",\"version\":"
                        + versions.merge(role, 1, Integer::sum) + "}",
                role,
                keys.get(role).subList(0, 1));
    }

    /** Each key signs twice: a signature that is repeated is still one. */
    private byte[] signed(String canonical, String role, List<SigningKey> signers) {
        byte[] message = canonical.getBytes(StandardCharsets.UTF_8);
        List<String> signatures = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            signers.forEach(key -> signatures.add("{\"keyid\":\"" + id(role, key) + "\",\"method\":\"ecdsa\",\"sig\":\""
                    + base64(key.sign(message)) + "\"}"));
        }
        return ("{\"signed\":" + canonical + ",\"signatures\":[" + String.join(",", signatures) + "]}")
                .getBytes(StandardCharsets.UTF_8);
    }

    private String role(String role) {
        return "{\"keyids\":[" + ids(role) + "],\"threshold\":" + thresholds.get(role) + "}";
    }

    private String ids(String role) {
        return keys.get(role).stream().map(key -> "\"" + id(role, key) + "\"").collect(Collectors.joining(","));
    }

    private String id(String role, SigningKey key) {
        return HexFormat.of().formatHex(sha256(json(role, key).getBytes(StandardCharsets.UTF_8)));
    }

    /** A root key is in a certificate, as the notary client makes it. */
    private String json(String role, SigningKey key) {
        boolean inCertificate = role.equals("root") && !certified.isEmpty();
        byte[] published = inCertificate
                ? certificates
                        .computeIfAbsent(key, each -> NamedCertificate.of(each, certified, CERTIFIED, CERTIFIED_UNTIL))
                        .getBytes(StandardCharsets.US_ASCII)
                : key.publicKey().getEncoded();
        return "{\"keytype\":\"" + (inCertificate ? "ecdsa-x509" : "ecdsa")
                + "\",\"keyval\":{\"private\":null,\"public\":\"" + base64(published) + "\"}}";
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String hex(byte[] content) {
        return HexFormat.of().formatHex(sha256(content));
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
