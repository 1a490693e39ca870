package io.jenkins.lib.containergate.attestation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.registry.RepositoryWriter;
import io.jenkins.lib.containergate.registry.StoredManifest;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.verdict.VerificationSummary;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Puts statements and files beside the image they are about, as OCI referrers. */
public final class AttestationPublisher {
    private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
    private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.UTF_8);

    private final RepositoryWriter repository;

    /** @param repository that the attested images are in */
    public AttestationPublisher(RepositoryWriter repository) {
        this.repository = repository;
    }

    /**
     * Attaches the signed statement to the image that it is about.
     *
     * @param bundle of {@link AttestationBundle#sign}
     * @return the descriptor of the new referrer
     * @throws GateException when the image is not in the registry, the registry refuses the upload, or the deadline passes
     */
    public Descriptor publish(VerdictAttestation attestation, Bytes bundle, Deadline deadline)
            throws GateException, InterruptedException {
        Map<String, String> hints = new TreeMap<>();
        hints.put("dev.sigstore.bundle.content", "dsse-envelope");
        hints.put("dev.sigstore.bundle.predicateType", VerificationSummary.PREDICATE_TYPE);
        hints.put(
                "org.opencontainers.image.created",
                created(attestation.verdict().judgedAt()));
        return attach(attestation, AttestationBundle.MEDIA_TYPE, bundle, hints, deadline);
    }

    /**
     * Attaches a file, such as the SBOM, that the statement names as an input.
     *
     * @throws GateException as for the statement
     */
    public Descriptor attach(VerdictAttestation attestation, AttachedFile file, Deadline deadline)
            throws GateException, InterruptedException {
        Map<String, String> hints = Map.of("org.opencontainers.image.title", file.name());
        return attach(attestation, file.kind().type(), file.content(), hints, deadline);
    }

    private Descriptor attach(
            VerdictAttestation attestation,
            String mediaType,
            Bytes content,
            Map<String, String> hints,
            Deadline deadline)
            throws GateException, InterruptedException {
        Optional<StoredManifest> image = repository.reader().manifest(attestation.subject(), deadline);
        if (image.isEmpty()) {
            throw new GateException(
                    attestation.image() + " is not in the registry", "push the image before its attestation");
        }
        deadline.check("attaching to " + attestation.image());
        Descriptor config = repository.putBlob(EMPTY_TYPE, EMPTY, deadline);
        Descriptor layer = repository.putBlob(mediaType, content.toArray(), deadline);
        ObjectNode manifest = JsonNodeFactory.instance.objectNode();
        manifest.put("schemaVersion", 2)
                .put("mediaType", MediaType.OCI_MANIFEST)
                .put("artifactType", mediaType);
        put(manifest.putObject("config"), config);
        put(manifest.putArray("layers").addObject(), layer);
        put(manifest.putObject("subject"), image.get().descriptor());
        ObjectNode annotations = manifest.putObject("annotations");
        hints.forEach(annotations::put);
        return repository.attach(
                attestation.subject(),
                mediaType,
                MediaType.OCI_MANIFEST,
                manifest.toString().getBytes(StandardCharsets.UTF_8),
                hints,
                deadline);
    }

    private static void put(ObjectNode node, Descriptor descriptor) {
        node.put("mediaType", descriptor.mediaType())
                .put("digest", descriptor.digest().toString())
                .put("size", descriptor.size());
    }

    private static String created(Instant moment) {
        return moment.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
