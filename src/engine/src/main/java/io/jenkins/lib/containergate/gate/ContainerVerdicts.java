package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Has every image of tasks judged once for each platform, and tells the rules of the task definition what came of it. */
public final class ContainerVerdicts {
    /** Judges one image. */
    public interface ImageCheck {
        /**
         * @param image the text of {@code image} in the task definition; names a registry, whatever it looks like
         * @return one that holds a result of each gate that was demanded; whatever goes wrong is an ERROR in it
         * @throws GateException when images cannot be judged at all the way it was asked for
         */
        Verdict judge(String image, Platform platform) throws GateException, IOException, InterruptedException;
    }

    private static final ImageAnswer NO_PLATFORM = new ImageAnswer.Undecided(
            "which platform's image runs is not known: runtimePlatform depends on the deployment",
            "give what it depends on (--parameter NAME=VALUE)");

    private record Asked(String image, Platform platform) {}

    private final Set<ImageDemand> demands;
    private final ImageCheck check;
    private final Map<Asked, Verdict> verdicts = new LinkedHashMap<>();

    /** @param demands what was asked of {@code check} */
    public ContainerVerdicts(Set<ImageDemand> demands, ImageCheck check) {
        this.demands = Set.copyOf(demands);
        this.check = check;
    }

    /** The facts with an answer for each image whose name is known; the same facts where nothing is demanded. */
    public TaskFacts answer(TaskFacts facts) throws GateException, IOException, InterruptedException {
        if (demands.isEmpty()) {
            return facts;
        }
        Optional<Platform> platform = facts.task().platform();
        Map<String, ImageAnswer> signed = new HashMap<>();
        Map<String, ImageAnswer> scanned = new HashMap<>();
        for (ContainerDefinition container : facts.task().containers().values()) {
            Optional<String> image = container.image().known();
            if (image.isPresent() && platform.isEmpty()) {
                signed.put(image.get(), NO_PLATFORM);
                scanned.put(image.get(), NO_PLATFORM);
            } else if (image.isPresent()) {
                Verdict verdict = verdict(new Asked(image.get(), platform.get()));
                signed.put(image.get(), signed(verdict));
                scanned.put(image.get(), answer(verdict, gate -> gate != GateName.SIGNATURES));
            }
        }
        return facts.answered(new ImageAnswers(
                demands.contains(ImageDemand.SIGNED) ? Optional.of(signed) : Optional.empty(),
                demands.contains(ImageDemand.SCANNED) ? Optional.of(scanned) : Optional.empty()));
    }

    /** The verdicts on the images, in the order they were asked for. */
    public List<Verdict> verdicts() {
        return List.copyOf(verdicts.values());
    }

    private Verdict verdict(Asked asked) throws GateException, IOException, InterruptedException {
        Verdict known = verdicts.get(asked);
        if (known == null) {
            known = check.judge(asked.image(), asked.platform());
            verdicts.put(asked, known);
        }
        return known;
    }

    /** What a verdict says of who signed an image. */
    public static ImageAnswer signed(Verdict verdict) {
        return answer(verdict, gate -> gate == GateName.SIGNATURES);
    }

    /** The worst of some gates; none of them is no answer. */
    private static ImageAnswer answer(Verdict verdict, Predicate<GateName> wanted) {
        Optional<GateResult> worst = verdict.gates().stream()
                .filter(result -> wanted.test(result.gate()))
                .reduce((one, other) -> one.outcome().worse(other.outcome()) == one.outcome() ? one : other);
        if (worst.isEmpty()) {
            return new ImageAnswer.Undecided("no gate looked at the image", "see its verdict");
        }
        GateResult result = worst.get();
        if (result.outcome() == Outcome.ERROR) {
            return new ImageAnswer.Undecided(
                    result.gate().key() + ": " + result.reason(),
                    result.error().map(error -> error.remedy()).orElse("see the verdict on the image"));
        }
        return result.outcome().passed()
                ? new ImageAnswer.Passed()
                : new ImageAnswer.Failed(result.gate().key() + ": " + result.reason());
    }
}
