package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.BalancerAttributesQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Map;

/** An attacker who slows the web ACL down would switch it off. */
public final class WafFailsClosedRule extends FrontRule<Map<String, String>> {
    public WafFailsClosedRule() {
        super(
                new RuleMetadata(
                        "waf-fails-closed",
                        "load balancers of the service do not pass requests on that AWS WAF could not check",
                        Severity.MEDIUM,
                        List.of(),
                        "set the attribute waf.fail_open.enabled to false"),
                "waf.fail_open.enabled false",
                new BalancerAttributesQuestion());
    }

    @Override
    boolean applicationOnly() {
        return true;
    }

    private static final String KEY = "waf.fail_open.enabled";

    @Override
    void check(Judged<Map<String, String>> judged) {
        if (!"false".equals(judged.front().answer().getOrDefault(KEY, "false"))) {
            judged.broken(KEY, "lets requests through when AWS WAF does not answer");
        }
    }
}
