package io.jenkins.lib.containergate.signature.fake;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** A transparency log of the first generation, each of whose entries is the only one of a tree. */
public final class FakeLog {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SigningKey key;
    private final String host;

    public FakeLog(SigningKey key, String host) {
        this.key = key;
        this.host = host;
    }

    public byte[] id() {
        return Digest.sha256().digest(key.publicKey().getEncoded());
    }

    /** An element of {@code tlogs} or {@code ctlogs}. */
    public ObjectNode trusted() {
        ObjectNode log = JSON.createObjectNode();
        log.put("baseUrl", "https://" + host).put("hashAlgorithm", "SHA2_256");
        log.putObject("publicKey")
                .put("rawBytes", base64(key.publicKey().getEncoded()))
                .put("keyDetails", "PKIX_ECDSA_P256_SHA_256")
                .putObject("validFor")
                .put("start", "2020-01-01T00:00:00Z");
        log.putObject("logId").put("keyId", base64(id()));
        return log;
    }

    /** An element of {@code tlogEntries}. */
    public ObjectNode entry(byte[] body, Instant moment) {
        ObjectNode entry = JSON.createObjectNode();
        entry.put("logIndex", "5").put("integratedTime", Long.toString(moment.getEpochSecond()));
        entry.putObject("logId").put("keyId", base64(id()));
        entry.put("canonicalizedBody", base64(body));
        entry.putObject("inclusionPromise").put("signedEntryTimestamp", base64(promise(body, moment)));
        byte[] leaf = new byte[body.length + 1];
        System.arraycopy(body, 0, leaf, 1, body.length);
        byte[] root = Digest.sha256().digest(leaf);
        ObjectNode proof = entry.putObject("inclusionProof");
        proof.put("logIndex", "0").put("treeSize", "1").put("rootHash", base64(root));
        proof.putArray("hashes");
        String text = host + "\n1\n" + base64(root) + "\n";
        byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
        byte[] hinted = Arrays.copyOf(id(), 4 + signature.length);
        System.arraycopy(signature, 0, hinted, 4, signature.length);
        proof.putObject("checkpoint").put("envelope", text + "\n\u2014 " + host + " " + base64(hinted) + "\n");
        return entry;
    }

    /** The log's signature of the entry and its time. */
    public byte[] promise(byte[] body, Instant moment) {
        return key.sign(("{\"body\":\"" + base64(body) + "\",\"integratedTime\":" + moment.getEpochSecond()
                        + ",\"logID\":\"" + HexFormat.of().formatHex(id()) + "\",\"logIndex\":5}")
                .getBytes(StandardCharsets.UTF_8));
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
