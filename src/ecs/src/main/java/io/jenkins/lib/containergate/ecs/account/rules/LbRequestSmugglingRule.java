package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.BalancerAttributesQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where load balancer and application disagree on where a request ends, the rest is a request that nobody has checked. */
public final class LbRequestSmugglingRule extends FrontRule<Map<String, String>> {
    public LbRequestSmugglingRule() {
        super(
                new RuleMetadata(
                        "lb-request-smuggling",
                        "load balancers of the service reject requests that are ambiguous",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("ELB.4"), RuleSource.fsbp("ELB.12")),
                        "set routing.http.desync_mitigation_mode to defensive or strictest, and"
                                + " routing.http.drop_invalid_header_fields.enabled to true"),
                "the desync mitigation mode defensive or strictest, and invalid headers dropped",
                new BalancerAttributesQuestion());
    }

    @Override
    boolean applicationOnly() {
        return true;
    }

    private static final String MODE = "routing.http.desync_mitigation_mode";
    private static final String DROPS = "routing.http.drop_invalid_header_fields.enabled";

    /** What Elastic Load Balancing does where nobody has set it is the first and false. */
    @Override
    void check(Judged<Map<String, String>> judged) {
        Map<String, String> attributes = judged.front().answer();
        String mode = attributes.getOrDefault(MODE, "defensive");
        if (!Set.of("defensive", "strictest").contains(mode)) {
            judged.broken(MODE, "has the desync mitigation mode " + mode);
        }
        if (!"true".equals(attributes.get(DROPS))) {
            judged.broken(DROPS, "passes invalid headers on");
        }
    }
}
