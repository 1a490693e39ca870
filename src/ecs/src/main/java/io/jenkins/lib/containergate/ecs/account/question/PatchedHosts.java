package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.ec2.Host;
import io.jenkins.lib.containergate.aws.ecs.ContainerInstance;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The container instances that the account has to patch itself: those of EC2 and, with ECS Anywhere, elsewhere. Managed
 * Instances are left out, because AWS replaces them.
 */
final class PatchedHosts {
    private PatchedHosts() {}

    static Lookup<List<ContainerInstance>> of(Deployment cluster, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<ContainerInstance>> all = new ContainerInstancesQuestion().ask(cluster, aws, deadline);
        if (!(all instanceof Lookup.Answered<List<ContainerInstance>> registered)) {
            return all;
        }
        return new HostsQuestion(false).ask(cluster, aws, deadline).map(hosts -> {
            Set<String> managed = hosts.stream()
                    .map(HostsQuestion.Answer::host)
                    .filter(Host::managed)
                    .map(Host::id)
                    .collect(Collectors.toSet());
            return registered.value().stream()
                    .filter(each -> !managed.contains(each.name()))
                    .toList();
        });
    }
}
