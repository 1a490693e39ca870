package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.elb.WebAclLookups.WebAcl;
import io.jenkins.lib.containergate.ecs.account.question.WebAclQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Optional;

/** Attacks on applications look like requests: only who reads requests stops them. */
public final class LbWebAclRule extends FrontRule<Optional<WebAcl>> {
    public LbWebAclRule() {
        super(
                new RuleMetadata(
                        "lb-web-acl",
                        "internet-facing load balancers of the service have a web ACL of AWS WAF",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("ELB.16")),
                        "associate a web ACL: aws wafv2 associate-web-acl"),
                "a web ACL",
                new WebAclQuestion());
    }

    @Override
    boolean applicationOnly() {
        return true;
    }

    @Override
    void check(Judged<Optional<WebAcl>> judged) {
        if (judged.front().answer().isEmpty()) {
            judged.broken("web ACL", "has no web ACL");
        }
    }
}
