package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.DescriptorParser;
import io.jenkins.lib.containergate.image.ImageDocuments;
import io.jenkins.lib.containergate.image.ImageDocuments.ImageDocument;
import io.jenkins.lib.containergate.image.StrictJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Configuration, manifest and indexes of one image, and the attestations beside it. */
final class OciDocuments implements ImageDocuments {
    private static final String KIND = "attestation manifest";
    private static final String PREDICATE = "in-toto.io/predicate-type";
    private static final int MAX_READ = 100;
    private static final String SUBJECT = "vnd.docker.reference.digest";

    private final ImageContent content;
    private final byte[] config;
    private final byte[] manifest;
    private final Descriptor root;
    private final List<Descriptor> attestations;
    private final List<byte[]> indexes;

    OciDocuments(ImageContent content, byte[] config, byte[] manifest, IndexWalk.Leaf leaf, IndexWalk walk) {
        this.content = content;
        this.config = config;
        this.manifest = manifest;
        this.root = leaf.root();
        this.indexes = List.copyOf(walk.indexes().values());
        String digest = leaf.descriptor().digest().toString();
        // those of the other platforms say that they are; one that says something else belongs to all
        this.attestations = walk.attestations().stream()
                .filter(attestation -> {
                    String about = attestation.annotations().getOrDefault(SUBJECT, digest);
                    return about.equals(digest) || !walk.holds(about);
                })
                .toList();
    }

    @Override
    public int attestations() {
        return attestations.size();
    }

    @Override
    public List<String> statements() throws GateException, IOException, InterruptedException {
        if (attestations.size() > MAX_READ) {
            throw new LimitExceededException("the image", "attestation manifests", MAX_READ);
        }
        List<String> types = new ArrayList<>();
        for (Descriptor attestation : attestations) {
            byte[] bytes = content.manifest(attestation, KIND);
            Optional<StrictJson> layers = StrictJson.parse(bytes, "the " + KIND + " " + attestation.digest())
                    .member("layers");
            if (layers.isPresent()) {
                for (StrictJson layer : layers.get().elements()) {
                    types.add(layer.textMapOf("annotations").getOrDefault(PREDICATE, ""));
                }
            }
        }
        return List.copyOf(types);
    }

    @Override
    public List<ImageDocument> open() throws GateException, IOException, InterruptedException {
        List<ImageDocument> documents = new ArrayList<>();
        documents.add(json("config", config));
        documents.add(json("manifest", manifest));
        indexes.forEach(index -> documents.add(json("index", index)));
        for (Map.Entry<String, String> annotation : root.annotations().entrySet()) {
            String text = annotation.getKey() + "=" + annotation.getValue();
            documents.add(blob("index annotation", text.getBytes(StandardCharsets.UTF_8)));
        }
        for (Descriptor attestation : attestations) {
            open(attestation, documents);
        }
        return documents;
    }

    private void open(Descriptor attestation, List<ImageDocument> documents)
            throws GateException, IOException, InterruptedException {
        String name = "attestation " + attestation.digest();
        byte[] bytes = content.manifest(attestation, KIND);
        documents.add(json(name, bytes));
        StrictJson parsed = StrictJson.parse(bytes, "the " + name);
        List<StrictJson> blobs = new ArrayList<>();
        Optional<StrictJson> ofConfig = parsed.member("config");
        ofConfig.ifPresent(blobs::add);
        Optional<StrictJson> layers = parsed.member("layers");
        if (layers.isPresent()) {
            blobs.addAll(layers.get().elements());
        }
        for (StrictJson blob : blobs) {
            Descriptor descriptor = DescriptorParser.parse(blob);
            documents.add(new ImageDocument(
                    name + " blob " + descriptor.digest(),
                    false,
                    descriptor.size(),
                    () -> content.layer(0, descriptor, descriptor.digest()).open()));
        }
    }

    private static ImageDocument json(String name, byte[] bytes) {
        return new ImageDocument(name, true, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    private static ImageDocument blob(String name, byte[] bytes) {
        return new ImageDocument(name, false, bytes.length, () -> new ByteArrayInputStream(bytes));
    }
}
