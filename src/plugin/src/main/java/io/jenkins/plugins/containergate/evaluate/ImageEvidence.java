package io.jenkins.plugins.containergate.evaluate;

import hudson.FilePath;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.signature.evidence.EvidenceJson;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.EvidenceSource;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignatureEvidence;
import io.jenkins.plugins.containergate.access.ControllerRegistries;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.agent.CollectSignaturesCallable;
import io.jenkins.plugins.containergate.agent.SignatureAnswer;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Has the agent fetch the signatures and attestations beside an image. Outside of a node the controller fetches them itself. */
final class ImageEvidence {
    private final GateContext context;
    private final Set<String> attestations;
    private final Duration allowed;
    private final Clock clock;
    private final Map<Reached, RegistryClient> clients = new ConcurrentHashMap<>();

    /** What a client of the controller is for. */
    private record Reached(String repository, Optional<String> credentialsId, Optional<String> awsAccount) {}

    /**
     * @param attestations predicate types of the attestations that are fetched besides signatures
     * @param allowed for each image
     */
    ImageEvidence(GateContext context, Set<String> attestations, Duration allowed, Clock clock) {
        this.context = context;
        this.attestations = attestations;
        this.allowed = allowed;
        this.clock = clock;
    }

    /** Of exactly the image that the reference and the platform name, wherever it was collected. */
    SignatureEvidence of(ImageReference reference, ImageTarget target)
            throws GateException, IOException, InterruptedException {
        Optional<Platform> platform =
                target.platform() == null ? Optional.empty() : Optional.of(Platform.parse(target.platform()));
        return EvidenceJson.read(collected(reference, target), reference, platform, EvidenceLimits.defaults());
    }

    /**
     * Of the very image that was evaluated: in the index that the reference names, if that still leads to it; otherwise of the
     * image alone.
     */
    SignatureEvidence of(ImageReference reference, Digest evaluated, ImageTarget target)
            throws GateException, IOException, InterruptedException {
        SignatureEvidence named = of(reference, target);
        if (named.image().manifest().digest().equals(evaluated)) {
            return named;
        }
        ImageReference pinned = reference.withDigest(evaluated);
        return of(pinned, target.at(pinned));
    }

    /**
     * Where files are that are attached to the image, read by the controller: they only add to what was signed, and are compared with the
     * digests in that. One client is enough for all verdicts on images of a repository.
     */
    EvidenceSource attached(ImageReference reference, @Nullable String credentialsId, @Nullable String awsAccount)
            throws GateException, InterruptedException {
        Reached reached = new Reached(
                reference.repository(), Optional.ofNullable(credentialsId), Optional.ofNullable(awsAccount));
        RegistryClient client = clients.get(reached);
        if (client == null) {
            client = new ControllerRegistries(context, awsAccount, clock).client(reference, credentialsId);
            clients.put(reached, client);
        }
        return new RegistryEvidence(client.reader(reference));
    }

    private byte[] collected(ImageReference reference, ImageTarget target)
            throws GateException, IOException, InterruptedException {
        Deadline deadline = Deadline.after(allowed, clock);
        ControllerRegistries registries = new ControllerRegistries(context, target.awsAccount(), clock);
        String credentials = target.registryCredentialsId();
        Optional<FilePath> workspace = context.workspace();
        if (workspace.isEmpty()) {
            return CollectSignaturesCallable.collect(
                    registries.client(reference, credentials),
                    reference,
                    target.platform(),
                    attestations,
                    deadline,
                    context.listener());
        }
        byte[] answer = workspace
                .get()
                .act(new CollectSignaturesCallable(
                        reference.toString(),
                        target.platform(),
                        attestations,
                        registries.access(reference, credentials, deadline),
                        allowed.toSeconds(),
                        context.listener()));
        return SignatureAnswer.evidence(answer);
    }
}
