package io.jenkins.plugins.containergate.evaluate;

import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContainerVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.ImageGate;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.plugins.containergate.access.ImageTarget;
import io.jenkins.plugins.containergate.build.GateContext;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges the images that tasks name, as {@code scanImage} and {@code verifySignature} would: the agent reads, the
 * controller judges. Whatever the text of an image looks like, it names one in a registry, never a file.
 */
final class TaskImageJudge implements ContainerVerdicts.ImageCheck {
    private final TaskDefinitionRequest request;
    private final Set<ImageDemand> demands;
    private final ImageJudge scans;
    private final SignatureJudge signatures;
    private final EffectivePolicy policy;
    private final Clock clock;
    private final List<Judged> judged = new ArrayList<>();
    private final Map<Platform, Map<String, ImageConfig>> configs = new HashMap<>();
    private Optional<ImageGate> gate = Optional.empty();

    /** @param demands of the policy or the job */
    TaskImageJudge(
            TaskDefinitionRequest request,
            Set<ImageDemand> demands,
            GateContext context,
            EffectivePolicy policy,
            Clock clock)
            throws GateException {
        this.request = request;
        this.demands = Set.copyOf(demands);
        this.scans = new ImageJudge(context, policy, clock);
        this.signatures = new SignatureJudge(context, policy, request.getAwsAccount(), clock);
        this.policy = policy;
        this.clock = clock;
    }

    @Override
    public Verdict judge(String image, Platform platform) throws IOException, InterruptedException {
        Judged result;
        try {
            result = judge(image, ImageReference.parse(image), platform);
        } catch (GateException e) {
            result = unreadable(image, e);
        }
        judged.add(result);
        return result.verdict();
    }

    /** Every verdict so far. */
    List<Judged> judged() {
        return List.copyOf(judged);
    }

    /** What was read of images of the platform. */
    ContainerImages images(Platform platform) {
        return new ContainerImages(configs.getOrDefault(platform, Map.of()));
    }

    private Judged judge(String image, ImageReference reference, Platform platform)
            throws GateException, IOException, InterruptedException {
        ImageTarget target = ImageTarget.of(
                reference, platform, request.credentials().idFor(reference), account(request, reference));
        if (!demands.contains(ImageDemand.SCANNED)) {
            return signatures.judge(target);
        }
        Judged scanned = scan(image, target, platform);
        return demands.contains(ImageDemand.SIGNED) ? signatures.join(scanned, target) : scanned;
    }

    private Judged scan(String text, ImageTarget target, Platform platform)
            throws GateException, IOException, InterruptedException {
        if (gate.isEmpty()) {
            gate = Optional.of(scans.gate(AskedSources.of(request.getTrivyServer(), request.getAwsAccount())));
        }
        List<ImageJudge.Scanned> found = scans.scan(target, gate.get());
        if (found.size() != 1) {
            throw new GateException(
                    target.name() + " has " + found.size() + " images for " + platform
                            + ", and the task does not say which it runs",
                    "name the image by its digest");
        }
        ImageConfig config = found.get(0).image().config();
        configs.computeIfAbsent(platform, unused -> new HashMap<>()).put(text, config);
        return found.get(0).judged();
    }

    /** The account that ECS is asked with also logs in to ECR, and to no other registry. */
    static @Nullable String account(TaskDefinitionRequest request, ImageReference reference) {
        return EcrRegistry.of(reference.registry()).isPresent() ? request.getAwsAccount() : null;
    }

    private Judged unreadable(String image, GateException cause) {
        Set<GateName> gates = EnumSet.noneOf(GateName.class);
        if (demands.contains(ImageDemand.SCANNED)) {
            gates.addAll(ImageGate.GATES);
        }
        if (demands.contains(ImageDemand.SIGNED)) {
            gates.add(GateName.SIGNATURES);
        }
        return Judged.of(ImageGate.unreadable(image, gates, cause, policy, clock));
    }
}
