package io.jenkins.lib.containergate.ecs.account.rules;

import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.TlsPolicy;
import io.jenkins.lib.containergate.ecs.account.question.TlsPoliciesQuestion;
import io.jenkins.lib.containergate.ecs.account.question.TlsPoliciesQuestion.TlsListener;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** A protocol that is broken, or a key that opens what was recorded before, is chosen by the attacker. */
public final class LbTlsPolicyRule extends FrontRule<List<TlsListener>> {
    private static final Set<String> MODERN = Set.of("TLSv1.2", "TLSv1.3");

    /** With keys of the session alone; TLS 1.3 knows no others. */
    private static final Pattern FORWARD_SECRET = Pattern.compile("ECDHE-|DHE-|TLS_");

    public LbTlsPolicyRule() {
        super(
                new RuleMetadata(
                        "lb-tls-policy",
                        "internet-facing load balancers of the service take modern TLS only",
                        Severity.MEDIUM,
                        List.of(RuleSource.fsbp("ELB.17")),
                        "set the security policy ELBSecurityPolicy-TLS13-1-2-Res-2021-06 on the listener"),
                "TLS 1.2 or newer, with forward secrecy",
                new TlsPoliciesQuestion());
    }

    @Override
    boolean applicationOnly() {
        return false;
    }

    @Override
    void check(Judged<List<TlsListener>> judged) {
        for (TlsListener each : judged.front().answer()) {
            String at = each.listener().text();
            if (each.policy().isEmpty()) {
                judged.findings()
                        .undecided(
                                judged.service().place(),
                                "Elastic Load Balancing does not describe the security policy " + each.name(),
                                "look at the listener " + at + " of "
                                        + judged.front().balancer().name());
                continue;
            }
            TlsPolicy policy = each.policy().get();
            List<String> old = policy.protocols().stream()
                    .filter(protocol -> !MODERN.contains(protocol))
                    .toList();
            List<String> weak = policy.ciphers().stream()
                    .filter(cipher -> !FORWARD_SECRET.matcher(cipher).lookingAt())
                    .toList();
            if (!old.isEmpty()) {
                judged.broken(at, "takes " + String.join(", ", old) + " at " + at + " (" + each.name() + ")");
            } else if (!weak.isEmpty()) {
                judged.broken(
                        at,
                        "takes ciphers without forward secrecy at " + at + ": " + String.join(", ", weak) + " ("
                                + each.name() + ")");
            }
        }
    }
}
