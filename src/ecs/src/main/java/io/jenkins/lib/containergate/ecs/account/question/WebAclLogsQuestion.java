package io.jenkins.lib.containergate.ecs.account.question;

import io.jenkins.lib.containergate.aws.CloudLookups;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.LoadBalancer;
import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import java.util.Optional;

/** Whether the web ACLs of the load balancers in front of a service log anything; empty for one without a web ACL. */
public record WebAclLogsQuestion() implements FrontQuestion<Optional<WebAclLogsQuestion.Answer>> {

    /** @param acl name of the web ACL */
    public record Answer(String acl, boolean logs) {}

    @Override
    public Lookup<Optional<Answer>> about(LoadBalancer balancer, CloudLookups aws, Deadline deadline)
            throws DeadlineExceededException, InterruptedException {
        Lookup<Optional<WebAcl>> acl = new WebAclQuestion().about(balancer, aws, deadline);
        if (!(acl instanceof Lookup.Answered<Optional<WebAcl>> known)
                || known.value().isEmpty()) {
            return acl.map(unused -> Optional.empty());
        }
        WebAcl found = known.value().get();
        return aws.webAcls().logs(found.arn(), deadline).map(logs -> Optional.of(new Answer(found.name(), logs)));
    }
}
