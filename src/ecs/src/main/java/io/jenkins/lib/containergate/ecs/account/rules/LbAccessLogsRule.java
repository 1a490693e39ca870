package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.BalancerAttributesQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Map;

/** Without a log nobody can say afterwards who asked for what. */
public final class LbAccessLogsRule extends FrontRule<Map<String, String>> {
    public LbAccessLogsRule() {
        super(
                new RuleMetadata(
                        "lb-access-logs",
                        "internet-facing load balancers of the service write access logs",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("ELB.5")),
                        "set the attributes access_logs.s3.enabled and access_logs.s3.bucket"),
                "access_logs.s3.enabled true",
                new BalancerAttributesQuestion());
    }

    @Override
    boolean applicationOnly() {
        return false;
    }

    private static final String KEY = "access_logs.s3.enabled";

    @Override
    void check(Judged<Map<String, String>> judged) {
        if (!"true".equals(judged.front().answer().get(KEY))) {
            judged.broken(KEY, "writes no access logs");
        }
    }
}
