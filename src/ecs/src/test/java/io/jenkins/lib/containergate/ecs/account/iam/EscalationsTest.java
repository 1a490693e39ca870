package io.jenkins.lib.containergate.ecs.account.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.account.iam.Escalations.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EscalationsTest {
    private final Escalations known = Escalations.known();

    @Test
    void eachHarmlessActionHasAReason() {
        assertThat(known.harmless()).isNotEmpty();
        assertThat(known.harmless().values()).noneMatch(String::isBlank);
    }

    @Test
    void everyKindHasActions() {
        assertThat(known.escalating().values()).contains(Kind.values());
    }

    @Test
    void aPatternIsOfTheKindsOfAllThatItMatches() {
        assertThat(known.of("iam:passrole")).containsExactly(Kind.ROLE);
        assertThat(known.of("iam:pass*")).containsExactly(Kind.ROLE);
        assertThat(known.of("iam:p*")).containsExactlyInAnyOrder(Kind.ROLE, Kind.IDENTITY);
        assertThat(known.of("kms:*key*")).contains(Kind.POLICY, Kind.LOSS);
        assertThat(known.of("ec2:describe*")).isEmpty();
        assertThat(known.of("iam:passrol?")).containsExactly(Kind.ROLE);
        assertThat(known.of("iam:passrol")).isEmpty();
    }

    @Test
    void policiesOfAwsWithADocumentAreUnderstood() throws Exception {
        for (Map.Entry<String, String> policy : AwsPolicies.documents().entrySet()) {
            List<Statement> statements = PolicyParser.parse(policy.getKey(), policy.getValue());
            assertThat(statements).as(policy.getKey()).isNotEmpty();
        }
    }
}
