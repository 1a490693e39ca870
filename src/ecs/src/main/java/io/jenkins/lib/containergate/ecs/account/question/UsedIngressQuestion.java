package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.vpc.ObservedTraffic;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.account.Question;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.segmentation.ClusterNetwork;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Optional;

/** The security groups of a cluster beside the traffic that was observed, where somebody gives it. */
public record UsedIngressQuestion() implements Question<Deployment, Optional<UsedIngressQuestion.Answer>> {

    public record Answer(ClusterNetwork network, ObservedTraffic traffic) {}

    @Override
    public Lookup<Optional<Answer>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Optional<ObservedTraffic> traffic = aws.evidence().traffic();
        return traffic.isEmpty()
                ? new Lookup.Answered<>(Optional.empty())
                : new ClusterNetworkQuestion(true)
                        .ask(about, aws, deadline)
                        .map(network -> Optional.of(new Answer(network, traffic.get())));
    }
}
