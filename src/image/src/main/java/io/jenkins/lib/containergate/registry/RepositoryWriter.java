package io.jenkins.lib.containergate.registry;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.HttpCall;
import io.jenkins.lib.containergate.http.Origin;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Referrer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts small things beside an image: signatures and attestations. */
public final class RepositoryWriter {
    private static final String BLOB = "application/octet-stream";

    private final RepositorySession session;
    private final RepositoryReader reader;

    RepositoryWriter(RepositorySession session) {
        this.session = session;
        this.reader = new RepositoryReader(session);
    }

    /** For looking at what is there, with the same token. */
    public RepositoryReader reader() {
        return reader;
    }

    /**
     * Uploads a blob, unless it is there.
     *
     * @param mediaType for the descriptor; registries do not care
     */
    public Descriptor putBlob(String mediaType, byte[] content, Deadline deadline)
            throws GateException, InterruptedException {
        Digest digest = Digest.of(content);
        if (!reader.hasBlob(digest, deadline)) {
            session.transport().retrying(deadline, () -> {
                upload(content, digest, deadline);
                return digest;
            });
        }
        return Descriptor.of(mediaType, digest, content.length);
    }

    /** In two requests, which every registry takes. */
    private void upload(byte[] content, Digest digest, Deadline deadline)
            throws IOException, GateException, InterruptedException {
        String what = "an upload";
        URI begin = session.uri("blobs/uploads/");
        URI place;
        try (HttpAnswer answer = session.send(HttpCall.sending("POST", begin, BLOB, new byte[0]), deadline)) {
            if (answer.status() != 202) {
                throw AnswerFaults.unexpected(session.name(), what, answer);
            }
            place = UploadPlace.of(begin, answer, digest);
            session.transport().route().check(Origin.of(begin), place);
        }
        try (HttpAnswer answer = session.send(HttpCall.sending("PUT", place, BLOB, content), deadline)) {
            if (answer.status() != 201) {
                throw AnswerFaults.unexpected(session.name(), what, answer);
            }
        }
    }

    /** Puts a manifest under a tag. */
    public Descriptor putManifest(String tag, String mediaType, byte[] manifest, Deadline deadline)
            throws GateException, InterruptedException {
        put(tag, mediaType, manifest, deadline);
        return Descriptor.of(mediaType, Digest.of(manifest), manifest.length);
    }

    /**
     * Puts a manifest that refers to another, so that {@link RepositoryReader#referrers} finds it. Where a registry has
     * no referrers API the list under a tag is rewritten; of two who do that at once, one may be lost.
     *
     * @param manifest with a member {@code subject}
     * @param annotations of the manifest
     */
    public Descriptor attach(
            Digest subject,
            String artifactType,
            String mediaType,
            byte[] manifest,
            Map<String, String> annotations,
            Deadline deadline)
            throws GateException, InterruptedException {
        Digest digest = Digest.of(manifest);
        Descriptor descriptor = new Descriptor(mediaType, digest, manifest.length, Optional.empty(), annotations);
        boolean listed = put(digest.toString(), mediaType, manifest, deadline);
        if (!listed) {
            Optional<StoredManifest> before = reader.manifest(ReferrersTag.of(subject), deadline);
            List<Referrer> all = new ArrayList<>();
            if (before.isPresent()) {
                all.addAll(Referrer.parse(before.get().bytes(), "the referrers of " + subject));
            }
            all.removeIf(each -> each.descriptor().digest().equals(digest));
            all.add(new Referrer(descriptor, artifactType));
            put(ReferrersTag.of(subject), MediaType.OCI_INDEX, index(all), deadline);
        }
        return descriptor;
    }

    /** Whether the registry says that it has listed the manifest with its subject. */
    private boolean put(String name, String mediaType, byte[] manifest, Deadline deadline)
            throws GateException, InterruptedException {
        HttpCall call = HttpCall.sending("PUT", session.uri("manifests/" + name), mediaType, manifest);
        return session.transport().retrying(deadline, () -> {
            try (HttpAnswer answer = session.send(call, deadline)) {
                if (answer.status() != 201) {
                    throw AnswerFaults.unexpected(session.name(), "the place for a manifest", answer);
                }
                return answer.header("OCI-Subject").isPresent();
            }
        });
    }

    private static byte[] index(List<Referrer> referrers) {
        ObjectNode index = JsonNodeFactory.instance.objectNode();
        index.put("schemaVersion", 2).put("mediaType", MediaType.OCI_INDEX);
        ArrayNode manifests = index.putArray("manifests");
        for (Referrer referrer : referrers) {
            ObjectNode entry = manifests
                    .addObject()
                    .put("mediaType", referrer.descriptor().mediaType())
                    .put("digest", referrer.descriptor().digest().toString())
                    .put("size", referrer.descriptor().size());
            if (!referrer.artifactType().isEmpty()) {
                entry.put("artifactType", referrer.artifactType());
            }
            if (!referrer.descriptor().annotations().isEmpty()) {
                ObjectNode annotations = entry.putObject("annotations");
                referrer.descriptor().annotations().forEach(annotations::put);
            }
        }
        return index.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Where an upload that a registry has agreed to goes. */
    static final class UploadPlace {
        private UploadPlace() {}

        static URI of(URI asked, HttpAnswer agreement, Digest digest) throws GateException {
            String location = agreement.header("Location").orElse("");
            try {
                URI place = asked.resolve(location);
                String separator = place.getRawQuery() == null ? "?" : "&";
                URI complete = URI.create(place + separator + "digest=" + digest);
                Origin.of(complete);
                return complete;
            } catch (IllegalArgumentException e) {
                throw new GateException(
                        agreement.origin().authority() + " does not say where an upload goes",
                        "ask the registry's operator",
                        e);
            }
        }
    }
}
