package io.jenkins.plugins.containergate.agent;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.RepositoryReader;
import io.jenkins.lib.containergate.signature.SignedImage;
import io.jenkins.lib.containergate.signature.evidence.EvidenceCollector;
import io.jenkins.lib.containergate.signature.evidence.EvidenceJson;
import io.jenkins.lib.containergate.signature.evidence.EvidenceLimits;
import io.jenkins.lib.containergate.signature.evidence.RegistryEvidence;
import io.jenkins.lib.containergate.signature.evidence.SignedImageResolver;
import io.jenkins.plugins.containergate.access.RegistryAccess;
import io.jenkins.plugins.containergate.build.GateLog;
import io.jenkins.plugins.containergate.build.ProgressLog;
import java.io.File;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import jenkins.agents.ControllerToAgentFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Fetches what claims to sign an image, on the agent, and judges nothing: no policy and no key comes along.
 *
 * @param image registry reference
 * @param attestations predicate types of the attestations that are fetched besides signatures
 * @param deadline in seconds, for all of it
 */
public record CollectSignaturesCallable(
        String image,
        @Nullable String platform,
        Set<String> attestations,
        RegistryAccess registry,
        long deadline,
        TaskListener listener)
        implements ControllerToAgentFileCallable<byte[]> {
    public CollectSignaturesCallable {
        attestations = new LinkedHashSet<>(attestations);
    }

    @Override
    public Set<String> attestations() {
        return Set.copyOf(attestations);
    }

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) throws InterruptedException {
        GateLog log = new GateLog(listener);
        try {
            return SignatureAnswer.of(collect(
                    registry.client(Clock.systemUTC()),
                    ImageReference.parse(image),
                    platform,
                    attestations,
                    Deadline.after(Duration.ofSeconds(deadline), Clock.systemUTC()),
                    listener));
        } catch (GateException e) {
            return SignatureAnswer.of(e);
        } finally {
            log.flush();
        }
    }

    /** Wherever this runs. */
    public static byte[] collect(
            RegistryClient client,
            ImageReference reference,
            @Nullable String platform,
            Set<String> attestations,
            Deadline until,
            TaskListener listener)
            throws GateException, InterruptedException {
        RepositoryReader repository = client.reader(reference);
        Optional<Platform> wanted = platform == null ? Optional.empty() : Optional.of(Platform.parse(platform));
        SignedImage found = new SignedImageResolver(repository).resolve(reference, wanted, until);
        EvidenceCollector collector =
                new EvidenceCollector(new RegistryEvidence(repository), EvidenceLimits.defaults(), attestations);
        return EvidenceJson.write(
                SignatureGate.collect(collector, found, until, new ProgressLog(new GateLog(listener))));
    }
}
