package io.jenkins.lib.containergate.ecs.account.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.Listener;
import io.jenkins.lib.containergate.aws.elb.LoadBalancerLookups.TlsPolicy;
import io.jenkins.lib.containergate.ecs.account.CloudRule;
import io.jenkins.lib.containergate.ecs.account.question.Fronts;
import io.jenkins.lib.containergate.ecs.account.question.TlsPoliciesQuestion.TlsListener;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LbTlsPolicyRuleTest extends FrontRuleContract<List<TlsListener>> {
    @Override
    protected CloudRule<Deployment, Fronts<List<TlsListener>>> rule() {
        return new LbTlsPolicyRule();
    }

    @Override
    List<TlsListener> bad() {
        return List.of(tls(List.of("TLSv1", "TLSv1.2"), "ECDHE-RSA-AES128-GCM-SHA256"));
    }

    @Override
    List<TlsListener> good() {
        return List.of(tls(List.of("TLSv1.2", "TLSv1.3"), "ECDHE-RSA-AES128-GCM-SHA256", "TLS_AES_128_GCM_SHA256"));
    }

    private static TlsListener tls(List<String> protocols, String... ciphers) {
        return listener(Optional.of(new TlsPolicy("policy", protocols, List.of(ciphers))));
    }

    private static TlsListener listener(Optional<TlsPolicy> policy) {
        return new TlsListener(new Listener(443, "HTTPS", Optional.of("policy"), List.of()), "policy", policy);
    }

    @Test
    void ciphersWithoutForwardSecrecyFail() {
        assertThat(result(fronts("application", List.of(tls(List.of("TLSv1.2"), "AES128-GCM-SHA256"))))
                        .findings())
                .extracting(Finding::actual)
                .singleElement()
                .asString()
                .contains("AES128-GCM-SHA256");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSLv3", "TLSv1.1", "TLSv9"})
    void protocolsThatAreNotKnownToBeModernFail(String protocol) {
        assertThat(outcome(fronts("network", List.of(tls(List.of("TLSv1.3", protocol), "TLS_X")))))
                .isEqualTo(RuleOutcome.FAIL);
    }

    @Test
    void aPolicyThatNobodyDescribesIsAnError() {
        assertThat(outcome(fronts("application", List.of(listener(Optional.empty())))))
                .isEqualTo(RuleOutcome.ERROR);
    }
}
