package io.jenkins.lib.containergate.signature.evidence;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.StrictJson;
import io.jenkins.lib.containergate.signature.RejectedSignatureException;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * An image manifest that carries signatures instead of an image.
 *
 * @param artifactType its own, or the media type of its configuration; of its one layer where neither says anything
 * @param subject the digest it says it refers to
 * @param annotations hints at what it holds, by whoever attached it
 */
record SignatureManifest(
        String artifactType, Optional<Digest> subject, List<Layer> layers, Map<String, String> annotations) {
    static final String SIMPLE_SIGNING = "application/vnd.dev.cosign.simplesigning.v1+json";
    static final String DSSE = "application/vnd.dsse.envelope.v1+json";
    static final String NOTATION = "application/vnd.cncf.notary.signature";
    private static final String BUNDLE = "application/vnd.dev.sigstore.bundle";
    /** The older layout as a referrer, for cosign with {@code COSIGN_EXPERIMENTAL} and OCI 1.1. */
    private static final String COSIGN_REFERRER = "application/vnd.dev.cosign.artifact.sig.v1+json";
    /** Says nothing of what an artifact is: lists name the configuration where the manifest names no type. */
    private static final Set<String> NEUTRAL =
            Set.of("", "application/vnd.oci.empty.v1+json", MediaType.OCI_CONFIG, MediaType.DOCKER_CONFIG);

    private static final int MAX_LAYERS = 1_000;

    SignatureManifest {
        layers = List.copyOf(layers);
        annotations = Map.copyOf(annotations);
    }

    /** @param blob the descriptor of a layer */
    record Layer(Descriptor blob) {
        String shownType() {
            return MediaType.shown(blob.mediaType());
        }
    }

    static SignatureManifest parse(Document document, String name) throws GateException {
        if (!MediaType.isManifest(document.mediaType())) {
            throw new RejectedSignatureException(
                    "its media type is " + MediaType.shown(document.mediaType()) + ", not an image manifest's");
        }
        StrictJson json = StrictJson.parse(document.content().toArray(), name);
        String stated = json.textOf("mediaType");
        if (!stated.isEmpty() && !stated.equals(document.mediaType())) {
            throw new RejectedSignatureException("it calls itself " + MediaType.shown(stated) + " but is delivered as "
                    + MediaType.shown(document.mediaType()));
        }
        List<StrictJson> elements = json.required("layers").elements();
        if (elements.size() > MAX_LAYERS) {
            throw new RejectedSignatureException("it has " + elements.size() + " layers");
        }
        List<Layer> layers = new ArrayList<>();
        for (StrictJson element : elements) {
            layers.add(new Layer(descriptor(element)));
        }
        Optional<StrictJson> subject = json.member("subject");
        return new SignatureManifest(
                type(json, layers),
                subject.isPresent()
                        ? Optional.of(
                                Digest.parse(subject.get().required("digest").text()))
                        : Optional.empty(),
                layers,
                json.textMapOf("annotations"));
    }

    private static String type(StrictJson json, List<Layer> layers) throws GateException {
        String type = json.textOf("artifactType");
        type = type.isEmpty() ? json.required("config").required("mediaType").text() : type;
        boolean told = !NEUTRAL.contains(type) || layers.size() != 1;
        String only = told ? "" : layers.get(0).blob().mediaType();
        return only.startsWith(BUNDLE) ? only : type;
    }

    private static Descriptor descriptor(StrictJson json) throws GateException {
        long size = json.required("size").number();
        if (size < 0) {
            throw new RejectedSignatureException("a layer has a negative size");
        }
        return new Descriptor(
                json.required("mediaType").text(),
                Digest.parse(json.required("digest").text()),
                size,
                Optional.empty(),
                json.textMapOf("annotations"));
    }

    /** Whether a listed referrer is worth a look: a registry may leave the type out, or say one that says nothing. */
    static boolean maySign(String artifactType) {
        return NEUTRAL.contains(artifactType) || isSignature(artifactType);
    }

    /** The same for another kind of artifact. */
    static boolean mayBe(String type, String artifactType) {
        return NEUTRAL.contains(artifactType) || artifactType.equals(type);
    }

    static boolean isSignature(String artifactType) {
        return artifactType.equals(NOTATION) || artifactType.equals(COSIGN_REFERRER) || artifactType.startsWith(BUNDLE);
    }

    boolean isSimpleSigning() {
        return artifactType.equals(COSIGN_REFERRER);
    }

    boolean isNotation() {
        return artifactType.equals(NOTATION);
    }

    void checkSubject(Digest signed) throws RejectedSignatureException {
        if (!subject.equals(Optional.of(signed))) {
            throw new RejectedSignatureException("its subject is "
                    + subject.map(Digest::toString).orElse("missing") + ", not the image it was listed for");
        }
    }

    /** Its one layer (C.2.2, C.4.2), given that it refers to what it was found for. */
    Layer only(Digest signed) throws RejectedSignatureException {
        checkSubject(signed);
        if (layers.size() != 1) {
            throw new RejectedSignatureException("it has " + layers.size() + " layers instead of one");
        }
        Layer layer = layers.get(0);
        String type = layer.blob().mediaType();
        boolean expected = isNotation()
                ? type.equals("application/jose+json") || type.equals("application/cose")
                : type.equals(artifactType);
        if (!expected) {
            throw new RejectedSignatureException("its layer has the media type " + layer.shownType());
        }
        return layer;
    }
}
