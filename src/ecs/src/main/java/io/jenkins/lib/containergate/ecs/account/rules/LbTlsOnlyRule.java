package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Action;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.ecs.account.question.ListenersQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Set;

/** What a load balancer takes without TLS is read and changed by everybody on the way. */
public final class LbTlsOnlyRule extends FrontRule<List<Listener>> {
    private static final Set<String> SECURE = Set.of("HTTPS", "TLS");

    public LbTlsOnlyRule() {
        super(
                new RuleMetadata(
                        "lb-tls-only",
                        "internet-facing load balancers of the service take TLS only",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("ELB.1"), RuleSource.fsbp("ELB.18")),
                        "make the listener HTTPS (TLS on a Network Load Balancer), or let it redirect to HTTPS"),
                "listeners for HTTPS or TLS, and for HTTP only to redirect to HTTPS",
                new ListenersQuestion());
    }

    @Override
    boolean applicationOnly() {
        return false;
    }

    @Override
    void check(Judged<List<Listener>> judged) {
        for (Listener listener : judged.front().answer()) {
            if (!SECURE.contains(listener.protocol()) && !redirects(listener)) {
                judged.broken(listener.text(), "takes " + listener.text() + " without TLS");
            }
        }
    }

    private static boolean redirects(Listener listener) {
        return listener.protocol().equals("HTTP")
                && !listener.actions().isEmpty()
                && listener.actions().stream().allMatch(LbTlsOnlyRule::harmless);
    }

    /** A fixed response is nothing of the service. */
    private static boolean harmless(Action action) {
        return action.type().equals("fixed-response")
                || action.type().equals("redirect")
                        && action.redirectProtocol().filter("HTTPS"::equals).isPresent();
    }
}
