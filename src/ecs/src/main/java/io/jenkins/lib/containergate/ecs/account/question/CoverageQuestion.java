package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.guardduty.DetectionLookups.Coverage;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.DefinitionNames;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Optional;

/** What GuardDuty says of the coverage of a cluster that is deployed. */
public record CoverageQuestion() implements ClusterQuestion<CoverageQuestion.Answer> {

    /**
     * @param running whether any task runs in the cluster; coverage is not asked for where none does
     * @param coverage none where GuardDuty does not know the cluster
     */
    public record Answer(boolean running, List<Coverage> coverage) {
        public Answer {
            coverage = List.copyOf(coverage);
        }
    }

    @Override
    public Lookup<Answer> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<Arn> cluster = DefinitionNames.arn(about);
        if (cluster.isEmpty()) {
            return new Lookup.Failed<>("the cluster is not deployed", "name one that is");
        }
        Lookup<List<String>> tasks = aws.ecs().taskNames(cluster.get().toString(), Optional.empty(), deadline);
        if (!(tasks instanceof Lookup.Answered<List<String>> known)
                || known.value().isEmpty()) {
            return tasks.map(none -> new Answer(false, List.of()));
        }
        return aws.detection().coverage(cluster.get().name(), deadline).map(coverage -> new Answer(true, coverage));
    }
}
