package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.ImageAnswers;
import io.jenkins.lib.containergate.ecs.ImageAnswers.ImageAnswer;
import io.jenkins.lib.containergate.ecs.TaskRule;
import java.util.Map;
import java.util.Optional;

class ImageSignedRuleTest extends DemandedOfImages {
    @Override
    protected TaskRule rule() {
        return new ImageSignedRule();
    }

    @Override
    ImageAnswers demanded(Map<String, ImageAnswer> answers) {
        return new ImageAnswers(Optional.of(answers), Optional.empty());
    }
}
