package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.bench.HostReports;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;

/** What docker-bench-security found on the container instances of a cluster, where somebody gives its reports. */
public record HostReportsQuestion() implements ClusterQuestion<HostReportsQuestion.Answer> {

    /** @param instances that the account sets up itself; none, and not asked for, without a report */
    public record Answer(HostReports reports, List<ContainerInstance> instances) {
        public Answer {
            instances = List.copyOf(instances);
        }
    }

    @Override
    public Lookup<Answer> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        HostReports reports = aws.evidence().hosts();
        if (reports.isEmpty()) {
            return new Lookup.Answered<>(new Answer(reports, List.of()));
        }
        return PatchedHosts.of(about, aws, deadline).map(hosts -> new Answer(reports, hosts));
    }
}
