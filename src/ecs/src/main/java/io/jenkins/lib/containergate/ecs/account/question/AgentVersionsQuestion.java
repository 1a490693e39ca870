package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups.RecommendedImage;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** What the container instances of a cluster run tasks with, and what AWS recommends. */
public record AgentVersionsQuestion() implements ClusterQuestion<AgentVersionsQuestion.Answer> {

    /**
     * @param instances that the account patches itself
     * @param current empty, and not asked for, where there are none
     */
    public record Answer(List<ContainerInstance> instances, Optional<RecommendedImage> current) {
        public Answer {
            instances = List.copyOf(instances);
        }
    }

    @Override
    public Lookup<Answer> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<ContainerInstance>> hosts = PatchedHosts.of(about, aws, deadline);
        if (!(hosts instanceof Lookup.Answered<List<ContainerInstance>> known)
                || known.value().isEmpty()) {
            return hosts.map(none -> new Answer(none, Optional.empty()));
        }
        return aws.patches().recommendedImage(deadline).map(current -> new Answer(known.value(), Optional.of(current)));
    }
}
