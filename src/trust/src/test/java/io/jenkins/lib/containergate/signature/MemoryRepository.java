package io.jenkins.lib.containergate.signature;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.testkit.signature.SignatureTexts;
import io.jenkins.lib.containergate.testkit.signature.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository in memory that serves whatever it is given, true or not. */
public final class MemoryRepository implements EvidenceSource {
    private final Map<String, Document> documents = new HashMap<>();
    private final Map<Digest, Bytes> blobs = new HashMap<>();
    private final Map<Digest, List<Referrer>> referrers = new HashMap<>();
    private int fetched;

    /** How many blobs were asked for. */
    public int fetched() {
        return fetched;
    }

    public Digest blob(String content) {
        return blob(Bytes.ofText(content));
    }

    public Digest blob(Bytes content) {
        blobs.put(content.digest(), content);
        return content.digest();
    }

    /** Serves other bytes under a digest. */
    public void forge(Digest digest, String content) {
        blobs.put(digest, Bytes.ofText(content));
    }

    /** A manifest under its digest. */
    public Descriptor manifest(String mediaType, String json) {
        Bytes bytes = Bytes.ofText(json);
        documents.put(bytes.digest().toString(), new Document(mediaType, bytes));
        return Descriptor.of(mediaType, bytes.digest(), bytes.size());
    }

    public void tag(String tag, String mediaType, String json) {
        documents.put(tag, new Document(mediaType, Bytes.ofText(json)));
    }

    /** Lists a manifest as a referrer. */
    public void refer(Digest subject, Descriptor manifest, String artifactType) {
        referrers.computeIfAbsent(subject, unused -> new ArrayList<>()).add(new Referrer(manifest, artifactType));
    }

    /** The older layout, one layer for each payload. */
    public void simpleSigning(Digest signed, SigningKey key, String... payloads) {
        StringBuilder layers = new StringBuilder();
        for (String payload : payloads) {
            byte[] bytes = payload.getBytes(StandardCharsets.UTF_8);
            layers.append(layers.isEmpty() ? "" : ",")
                    .append(layer(
                            SignatureTexts.SIMPLE_SIGNING,
                            blob(payload),
                            bytes.length,
                            "{\"dev.cosignproject.cosign/signature\":\"" + SignatureTexts.base64(key.sign(bytes))
                                    + "\"}"));
        }
        tag("sha256-" + signed.hex() + ".sig", MediaType.OCI_MANIFEST, """
            {"schemaVersion":2,"config":{"mediaType":"%s","digest":"%s","size":2},"layers":[%s]}\
            """.formatted(
                        MediaType.OCI_CONFIG, blob("{}"), layers));
    }

    /** A bundle as a referrer. */
    public void bundle(Digest signed, String bundle) {
        attach(signed, SignatureTexts.BUNDLE_TYPE, SignatureTexts.BUNDLE_TYPE, bundle);
    }

    public void attach(Digest signed, String artifactType, String layerType, String content) {
        attach(signed, artifactType, layerType, Bytes.ofText(content));
    }

    public void attach(Digest signed, String artifactType, String layerType, Bytes content) {
        String json =
                """
                {"schemaVersion":2,"artifactType":"%s","config":{"mediaType":"application/vnd.oci.empty.v1+json",\
                "digest":"%s","size":2},"layers":[%s],"subject":{"mediaType":"x","digest":"%s","size":1}}\
                """.formatted(artifactType, blob("{}"), layer(layerType, blob(content), content.size(), "{}"), signed);
        refer(signed, manifest(MediaType.OCI_MANIFEST, json), artifactType);
    }

    /** A bundle as a referrer whose manifest has this digest. */
    public void bundle(Digest signed, String bundle, Digest manifest) {
        bundle(signed, bundle);
        List<Referrer> listed = referrers.get(signed);
        Descriptor own = listed.remove(listed.size() - 1).descriptor();
        documents.put(manifest.toString(), documents.get(own.digest().toString()));
        refer(signed, Descriptor.of(own.mediaType(), manifest, own.size()), SignatureTexts.BUNDLE_TYPE);
    }

    /** A bundle as a referrer that the list and the manifest say something of. */
    public void bundle(Digest signed, String bundle, Map<String, String> annotations) {
        attach(
                signed,
                SignatureTexts.BUNDLE_TYPE,
                SignatureTexts.BUNDLE_TYPE,
                SignatureTexts.BUNDLE_TYPE,
                bundle,
                annotations);
    }

    /**
     * @param artifactType of the manifest; empty for none
     * @param listed type in the list of referrers
     */
    public void attach(
            Digest signed,
            String artifactType,
            String listed,
            String layerType,
            String content,
            Map<String, String> annotations) {
        Bytes bytes = Bytes.ofText(content);
        StringBuilder hints = new StringBuilder();
        annotations.forEach(
                (key, value) -> hints.append(hints.isEmpty() ? "" : ",").append("\"" + key + "\":\"" + value + "\""));
        String type = artifactType.isEmpty() ? "" : "\"artifactType\":\"" + artifactType + "\",";
        String json = """
            {"schemaVersion":2,%s"config":{"mediaType":"application/vnd.oci.empty.v1+json",\
            "digest":"%s","size":2},"layers":[%s],"subject":{"mediaType":"x","digest":"%s","size":1},\
            "annotations":{%s}}\
            """.formatted(type, blob("{}"), layer(layerType, blob(bytes), bytes.size(), "{}"), signed, hints);
        Descriptor manifest = manifest(MediaType.OCI_MANIFEST, json);
        refer(
                signed,
                new Descriptor(manifest.mediaType(), manifest.digest(), manifest.size(), Optional.empty(), annotations),
                listed);
    }

    public static String layer(String mediaType, Digest digest, long size, String annotations) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + digest + "\",\"size\":" + size
                + ",\"annotations\":" + annotations + "}";
    }

    @Override
    public Optional<Document> tagged(String tag, int maxBytes, Deadline deadline) {
        return Optional.ofNullable(documents.get(tag));
    }

    @Override
    public Optional<Document> manifest(Digest digest, int maxBytes, Deadline deadline) {
        return Optional.ofNullable(documents.get(digest.toString()));
    }

    @Override
    public List<Referrer> referrers(Digest subject, Deadline deadline) {
        return referrers.getOrDefault(subject, List.of());
    }

    @Override
    public Bytes blob(Descriptor blob, int maxBytes, Deadline deadline) throws GateException {
        fetched++;
        Bytes bytes = blobs.get(blob.digest());
        if (bytes == null) {
            throw new GateException("the blob " + blob.digest() + " is missing", "push it again");
        }
        return bytes;
    }
}
