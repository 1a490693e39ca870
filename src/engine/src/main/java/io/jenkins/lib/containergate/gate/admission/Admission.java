package io.jenkins.lib.containergate.gate.admission;

import io.jenkins.lib.containergate.aws.ecs.DeploymentAnswer;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Optional;

/**
 * What came of one hook of one deployment.
 *
 * @param deployment ARN
 * @param hook its id; empty where ECS names none
 * @param verdict with the result of the gate {@code admission} last
 * @param taskDefinition digest of the one that the verdict is on; empty when it was not read
 * @param taken the answer that ECS acknowledged; empty when it took none from here
 */
public record Admission(
        String deployment,
        Optional<String> hook,
        Verdict verdict,
        Optional<Digest> taskDefinition,
        Optional<DeploymentAnswer> taken) {

    /** Whether this verdict lets the deployment go on: it passed, ECS took CONTINUE, and the hook has succeeded. */
    public boolean continued() {
        return verdict.outcome().passed() && taken.equals(Optional.of(DeploymentAnswer.CONTINUE));
    }
}
