package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.Fix;
import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskFindings;
import io.jenkins.lib.containergate.ecs.TaskRule;
import io.jenkins.lib.containergate.ecs.task.ContainerDefinition;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.ecs.task.Field.Unresolved;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleResult;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Turns what another gate said of images into findings on the containers that run them. */
abstract class AnsweredImages extends TaskRule {
    private final Function<ImageAnswers, Optional<Map<String, ImageAnswer>>> answers;
    private final Wording wording;

    /**
     * @param undemanded why it is not applicable where nobody asks the other gate
     * @param expected of each image
     * @param unasked for an image that the other gate was to look at and did not
     * @param failed prefix of the reason why an image failed
     */
    record Wording(String undemanded, String expected, ImageAnswer unasked, String failed) {}

    /** @param answers empty where nobody demands any; by the text of {@code image} */
    AnsweredImages(
            RuleMetadata metadata,
            Function<ImageAnswers, Optional<Map<String, ImageAnswer>>> answers,
            Wording wording) {
        super(metadata);
        this.answers = answers;
        this.wording = wording;
    }

    @Override
    public final RuleResult judge(TaskFacts facts) {
        Optional<Map<String, ImageAnswer>> given = answers.apply(facts.answers());
        if (given.isEmpty()) {
            return RuleResult.notApplicable(wording.undemanded());
        }
        TaskFindings findings = new TaskFindings(metadata(), facts, wording.expected());
        findings.eachContainer(container -> judge(container, given.get(), findings));
        return findings.result();
    }

    private void judge(ContainerDefinition container, Map<String, ImageAnswer> byImage, TaskFindings findings) {
        Field<String> image = container.image();
        if (image instanceof Unresolved<String> later) {
            findings.undecided(later);
            return;
        }
        if (image.absent()) {
            findings.broken(image.place(), "image is not set", Fix.none());
            return;
        }
        ImageAnswer answer = byImage.getOrDefault(image.known().orElse(""), wording.unasked());
        if (answer instanceof ImageAnswer.Failed failed) {
            findings.broken(image.place(), wording.failed() + failed.reason(), Fix.none());
        } else if (answer instanceof ImageAnswer.Undecided undecided) {
            findings.undecided(image.place(), undecided.problem(), undecided.remedy());
        }
    }
}
