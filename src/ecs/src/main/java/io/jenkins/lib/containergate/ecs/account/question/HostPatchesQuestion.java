package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.aws.ssm.PatchLookups.PatchState;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** What Patch Manager knows of the container instances of a cluster. */
public record HostPatchesQuestion() implements ClusterQuestion<HostPatchesQuestion.Answer> {

    /**
     * @param instances ids of those that the account patches itself
     * @param states of those among them that Patch Manager has looked at
     */
    public record Answer(List<String> instances, List<PatchState> states) {
        public Answer {
            instances = List.copyOf(instances);
            states = List.copyOf(states);
        }
    }

    @Override
    public Lookup<Answer> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> ids = PatchedHosts.of(about, aws, deadline)
                .map(hosts -> hosts.stream().map(ContainerInstance::name).toList());
        if (!(ids instanceof Lookup.Answered<List<String>> known)
                || known.value().isEmpty()) {
            return ids.map(none -> new Answer(none, List.of()));
        }
        return aws.patches().patchStates(known.value(), deadline).map(states -> new Answer(known.value(), states));
    }
}
