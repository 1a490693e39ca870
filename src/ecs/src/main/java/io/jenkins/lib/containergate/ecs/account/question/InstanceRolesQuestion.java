package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.ArrayList;
import java.util.List;

/** The roles of the container instances of a cluster: what tasks in the modes bridge and host can get hold of. */
public record InstanceRolesQuestion() implements ClusterQuestion<List<IamRole>> {
    @Override
    public Lookup<List<IamRole>> ask(Deployment about, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<List<String>> profiles = new HostsQuestion(false)
                .ask(about, aws, deadline)
                .map(hosts -> hosts.stream()
                        .filter(each -> !each.host().managed())
                        .flatMap(each -> each.host().profile().stream())
                        .distinct()
                        .sorted()
                        .toList());
        if (!(profiles instanceof Lookup.Answered<List<String>> known)) {
            return profiles.map(unused -> List.of());
        }
        List<IamRole> roles = new ArrayList<>();
        for (String profile : known.value()) {
            Lookup<List<Arn>> held = aws.iam().profileRoles(profile, deadline);
            if (!(held instanceof Lookup.Answered<List<Arn>> arns)) {
                return held.map(unused -> List.of());
            }
            for (Arn arn : arns.value()) {
                Lookup<IamRole> role = aws.iam().role(arn, deadline);
                if (!(role instanceof Lookup.Answered<IamRole> found)) {
                    return role.map(unused -> List.of());
                }
                roles.add(found.value());
            }
        }
        return new Lookup.Answered<>(List.copyOf(roles));
    }
}
