package io.jenkins.lib.containergate.testkit.image;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An index of several platforms, or of further indexes. */
public final class OciIndex {
    private static final ObjectMapper JSON = new ObjectMapper();

    private interface Member {
        ObjectNode descriptor();

        void write(BlobSink sink, Set<String> written) throws IOException;
    }

    private final List<Member> members = new ArrayList<>();
    private boolean lying;

    private OciIndex() {}

    public static OciIndex index() {
        return new OciIndex();
    }

    /** An image with the platform its configuration names. */
    public OciIndex image(BuiltImage image) {
        return image(image, image.platform(), Map.of());
    }

    /** An image without a platform in the index. */
    public OciIndex imageWithoutPlatform(BuiltImage image) {
        return image(image, JSON.createObjectNode(), Map.of());
    }

    /** The provenance manifest BuildKit puts next to an image. */
    public OciIndex attestation(BuiltImage statement, BuiltImage about) {
        return image(
                statement,
                JSON.createObjectNode().put("architecture", "unknown").put("os", "unknown"),
                Map.of(
                        "vnd.docker.reference.type",
                        "attestation-manifest",
                        "vnd.docker.reference.digest",
                        about.manifestDigest()));
    }

    /** An image described in any way. */
    public OciIndex image(BuiltImage image, ObjectNode platform, Map<String, String> annotations) {
        ObjectNode descriptor = image.descriptor();
        if (!platform.isEmpty()) {
            descriptor.set("platform", platform);
        }
        if (!annotations.isEmpty()) {
            ObjectNode object = descriptor.putObject("annotations");
            annotations.forEach(object::put);
        }
        members.add(new Member() {
            @Override
            public ObjectNode descriptor() {
                return descriptor;
            }

            @Override
            public void write(BlobSink sink, Set<String> written) throws IOException {
                OciLayout.putImage(image, sink, written);
            }
        });
        return this;
    }

    /** An index inside this one, as it is now. */
    public OciIndex nested(OciIndex inner) {
        ObjectNode descriptor = inner.descriptor();
        members.add(new Member() {
            @Override
            public ObjectNode descriptor() {
                return descriptor;
            }

            @Override
            public void write(BlobSink sink, Set<String> written) throws IOException {
                inner.write(sink, written);
            }
        });
        return this;
    }

    /** Whoever names this index names it by {@link Lie#WRONG_DIGEST}. */
    public OciIndex withWrongDigest() {
        lying = true;
        return this;
    }

    /** True digest of the index. */
    public String digest() {
        return blob().digest();
    }

    ObjectNode descriptor() {
        Blob blob = blob();
        return JSON.createObjectNode()
                .put("mediaType", MediaTypes.OCI.index())
                .put("digest", lying ? Lie.WRONG_DIGEST : blob.digest())
                .put("size", blob.size());
    }

    /** An index that is in already brought its members with it; indexes may be nested many times over. */
    void write(BlobSink sink, Set<String> written) throws IOException {
        Blob blob = blob();
        String name = lying ? Lie.WRONG_DIGEST : blob.digest();
        if (OciLayout.putBlob(sink, written, name, blob)) {
            for (Member member : members) {
                member.write(sink, written);
            }
        }
    }

    private Blob blob() {
        ObjectNode json = JSON.createObjectNode().put("schemaVersion", 2).put("mediaType", MediaTypes.OCI.index());
        ArrayNode manifests = json.putArray("manifests");
        members.forEach(member -> manifests.add(member.descriptor()));
        return BuiltImage.json(json);
    }
}
