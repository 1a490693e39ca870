package io.jenkins.lib.containergate.testkit.signature;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** A repository of The Update Framework with consistent snapshots, made as its owners make it, faults included. */
public final class TufFiles {
    private static final String FUTURE = "f".repeat(64);
    private static final List<String> ROLES = List.of("root", "snapshot", "targets", "timestamp");

    private final Map<String, List<SigningKey>> keys = new TreeMap<>();
    private final Map<String, Integer> thresholds = new HashMap<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, Instant> expiries = new HashMap<>();
    private final Map<String, byte[]> targets = new TreeMap<>();
    private final Set<String> future = new HashSet<>();
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();

    public TufFiles() {
        for (String role : ROLES) {
            keys.put(role, new ArrayList<>(List.of(SigningKey.ecdsa())));
            thresholds.put(role, 1);
            expiries.put(role, Instant.parse("2030-01-01T00:00:00Z"));
        }
        signRoot(keys.get("root"));
    }

    /** By path in the repository; may be changed. */
    public Map<String, byte[]> files() {
        return files;
    }

    public byte[] firstRoot() {
        return files.get("1.root.json").clone();
    }

    /** Whoever is to sign for a role from the next root on. */
    public TufFiles keys(String role, int threshold, SigningKey... signers) {
        keys.put(role, new ArrayList<>(List.of(signers)));
        thresholds.put(role, threshold);
        return this;
    }

    public TufFiles expiring(String role, Instant moment) {
        expiries.put(role, moment);
        return this;
    }

    /** The next metadata of a role get the version after this one. */
    public TufFiles versionOf(String role, int version) {
        versions.put(role, version);
        return this;
    }

    public TufFiles target(String name, byte[] content) {
        targets.put(name, content.clone());
        return this;
    }

    /** From the next root on a role has, besides its keys, one of a kind that is not known yet. */
    public TufFiles keyOfTheFuture(String role) {
        future.add(role);
        return this;
    }

    /** The next root, signed by the old keys and the new ones, or by the new ones alone. */
    public TufFiles renewRoot(List<SigningKey> old) {
        List<SigningKey> signers = new ArrayList<>(old);
        signers.addAll(keys.get("root"));
        signRoot(signers);
        return this;
    }

    public List<SigningKey> rootKeys() {
        return List.copyOf(keys.get("root"));
    }

    /** From now on somebody else signs for a role, whom no root names. */
    public TufFiles hijack(String role) {
        keys.put(role, new ArrayList<>(List.of(SigningKey.ecdsa())));
        return this;
    }

    private void signRoot(List<SigningKey> signers) {
        Map<String, String> known = new TreeMap<>();
        Map<String, String> roles = new TreeMap<>();
        keys.forEach((role, owners) -> {
            owners.forEach(key -> known.put(id(key), json(key)));
            List<String> ids = new ArrayList<>(owners.stream().map(TufFiles::id).toList());
            if (future.contains(role)) {
                ids.add(FUTURE);
                known.put(FUTURE, "{\"keytype\":\"ml-dsa\",\"keyval\":{\"public\":\"00\"},\"scheme\":\"ml-dsa-65\"}");
            }
            roles.put(
                    role,
                    "{\"keyids\":[\"" + String.join("\",\"", ids) + "\"],\"threshold\":" + thresholds.get(role) + "}");
        });
        int version = versions.merge("root", 1, Integer::sum);
        files.put(
                version + ".root.json",
                signed("root", version, Map.of("keys", object(known), "roles", object(roles)), signers));
    }

    /** Signs everything below the root anew, with the next version. */
    public TufFiles publish() {
        Map<String, String> listed = new TreeMap<>();
        targets.forEach((name, content) -> {
            listed.put(name, facts(content, ""));
            files.put("targets/" + sha256(content) + "." + name, content);
        });
        int version = versions.merge("targets", 1, Integer::sum);
        byte[] content = signed("targets", version, Map.of("targets", object(listed)), keys.get("targets"));
        files.put(version + ".targets.json", content);
        for (String role : List.of("snapshot", "timestamp")) {
            String described = role.equals("snapshot") ? "targets.json" : "snapshot.json";
            String meta = "{\"" + described + "\":" + facts(content, ",\"version\":" + version) + "}";
            version = versions.merge(role, 1, Integer::sum);
            content = signed(role, version, Map.of("meta", meta), keys.get(role));
            files.put(role.equals("snapshot") ? version + ".snapshot.json" : "timestamp.json", content);
        }
        return this;
    }

    private static String facts(byte[] content, String more) {
        return "{\"hashes\":{\"sha256\":\"" + sha256(content) + "\"},\"length\":" + content.length + more + "}";
    }

    private byte[] signed(String role, int version, Map<String, String> more, List<SigningKey> signers) {
        Map<String, String> members = new TreeMap<>(more);
        members.put("_type", "\"" + role + "\"");
        members.put("expires", "\"" + expiries.get(role) + "\"");
        members.put("spec_version", "\"1.0.34\"");
        members.put("version", String.valueOf(version));
        String text = object(members);
        // canonical JSON escapes no line ends, JSON does
        byte[] message = text.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8);
        String signatures = signers.stream()
                .map(key -> "{\"keyid\":\"" + id(key) + "\",\"sig\":\""
                        + HexFormat.of().formatHex(key.sign(message)) + "\"}")
                .collect(Collectors.joining(","));
        return ("{\"signatures\":[" + signatures + "],\"signed\":" + text + "}").getBytes(StandardCharsets.UTF_8);
    }

    private static String id(SigningKey key) {
        return sha256(json(key).getBytes(StandardCharsets.UTF_8));
    }

    private static String json(SigningKey key) {
        boolean ec = key.publicKey().getAlgorithm().equals("EC");
        byte[] encoded = key.publicKey().getEncoded();
        String published = ec
                ? key.pem().replace("\n", "\\n")
                : HexFormat.of().formatHex(encoded, encoded.length - 32, encoded.length);
        return "{\"keytype\":\"" + (ec ? "ecdsa" : "ed25519") + "\",\"keyval\":{\"public\":\"" + published
                + "\"},\"scheme\":\"" + (ec ? "ecdsa-sha2-nistp256" : "ed25519") + "\"}";
    }

    private static String object(Map<String, String> members) {
        return members.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\":" + each.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
