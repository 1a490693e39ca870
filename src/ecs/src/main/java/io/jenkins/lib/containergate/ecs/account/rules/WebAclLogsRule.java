package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.ecs.account.question.WebAclLogsQuestion;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import java.util.List;
import java.util.Optional;

/** What a web ACL stopped, and what it let through, nobody can look up later without its log. */
public final class WebAclLogsRule extends FrontRule<Optional<WebAclLogsQuestion.Answer>> {
    public WebAclLogsRule() {
        super(
                new RuleMetadata(
                        "web-acl-logs",
                        "web ACLs in front of the service log requests",
                        Severity.LOW,
                        List.of(),
                        "send the log of the web ACL to CloudWatch Logs, S3 or Firehose: aws wafv2"
                                + " put-logging-configuration"),
                "a web ACL with a logging configuration",
                new WebAclLogsQuestion());
    }

    @Override
    boolean applicationOnly() {
        return true;
    }

    @Override
    void check(Judged<Optional<WebAclLogsQuestion.Answer>> judged) {
        Optional<WebAclLogsQuestion.Answer> acl = judged.front().answer();
        if (acl.isEmpty()) {
            judged.broken("web ACL", "has no web ACL");
        } else if (!acl.get().logs()) {
            judged.broken("log", "has the web ACL " + acl.get().acl() + ", which logs nothing");
        }
    }
}
