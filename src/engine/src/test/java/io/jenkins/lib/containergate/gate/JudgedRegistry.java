package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.exploitation.ExploitationData;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Judges images where nothing is known to be vulnerable, as the doors do: every fault becomes a verdict. */
final class JudgedRegistry {
    private final Path temporary;
    private final Limits limits = Limits.defaults();
    private final Clock clock;

    JudgedRegistry(Path temporary) {
        this(temporary, Clock.systemUTC());
    }

    JudgedRegistry(Path temporary, Clock clock) {
        this.temporary = temporary;
        this.clock = clock;
    }

    List<Verdict> judge(String location, RegistryClient client, Duration allowed)
            throws GateException, IOException, InterruptedException {
        return judge(location, client, Optional.empty(), allowed);
    }

    List<Verdict> judge(String text, RegistryClient client, Optional<Platform> platform, Duration allowed)
            throws GateException, IOException, InterruptedException {
        EffectivePolicy policy = PolicyMerge.merge(List.of(), clock);
        ImageGate gate = new ImageGate(
                new VulnerabilityKnowledge(
                        (inventory, deadline, progress) -> new VulnerabilityReport(
                                new SourceInfo("none", "1", Optional.of(clock.instant())), List.of(), List.of()),
                        ExploitationData.none()),
                policy,
                clock);
        Deadline deadline = Deadline.after(allowed, clock);
        List<Verdict> verdicts = new ArrayList<>();
        ImageLocation location = ImageLocation.parse(text);
        try (ImageSource source =
                ImageSources.standard(temporary).withRegistries(client).open(location, limits)) {
            for (Image image : source.resolve(platform, deadline)) {
                verdicts.add(judge(gate, location, image, policy, deadline));
            }
        } catch (GateException e) {
            verdicts.add(ImageGate.unreadable(text, e, policy, clock));
        }
        return verdicts;
    }

    private Verdict judge(
            ImageGate gate, ImageLocation location, Image image, EffectivePolicy policy, Deadline deadline)
            throws InterruptedException {
        try {
            InspectedImage inspected = new ImageInspector(new ParallelLayerReader(limits, 2, temporary), limits)
                    .inspect(location, image, deadline, ProgressListener.none());
            return gate.judge(inspected, Comparison.none(), deadline, ProgressListener.none());
        } catch (GateException e) {
            return ImageGate.unreadable(image, e, policy, clock);
        }
    }
}
