package io.jenkins.lib.containergate.ecs.plaintext;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.TestTask;
import io.jenkins.lib.containergate.rule.RuleSet;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the search for secrets finds in a file of settings, the rules on task definitions find in a setting. */
class OneSecretEngineTest {
    private static final RuleSet<TaskFacts> RULES = TaskRules.all()
            .only(rule -> List.of("no-plaintext-secrets-env", "no-secrets-in-arguments", "log-options-no-secrets")
                    .contains(rule.id().value()));

    private static boolean found(String members) {
        return RULES.evaluate(TestTask.ec2().container(members).facts()).findings().stream()
                .anyMatch(finding -> !finding.undecided());
    }

    private static String quoted(String text) {
        return JsonNodeFactory.instance.textNode(text).toString();
    }

    private static String environment(String name, String value) {
        return "\"environment\": [{\"name\": %s, \"value\": %s}]".formatted(quoted(name), quoted(value));
    }

    @Test
    void everyExampleOfEveryRuleThatIsFoundInAFileIsFoundInASetting() {
        SecretTemplate template = new SecretTemplate(7);
        List<String> missed = new ArrayList<>();
        int compared = 0;
        for (SecretRule rule : Searched.STANDARD.rules()) {
            for (String example : rule.examples()) {
                String text = template.fill(example);
                int equals = text.indexOf('=');
                boolean named = text.matches("(?s)[A-Za-z_.-]+=.*");
                String name = named ? text.substring(0, equals) : "SETTING";
                String value = named ? text.substring(equals + 1) : text;
                String file = name + "=" + value;
                if (rule.files().isEmpty()
                        && !Searched.file("srv/app/.env", file).rules().isEmpty()) {
                    compared++;
                    if (!found(environment(name, value))
                            || !found("\"dockerLabels\": {%s: %s}".formatted(quoted(name), quoted(value)))
                            || !found("\"command\": [%s]".formatted(quoted(file)))) {
                        missed.add(rule.id() + ": " + example);
                    }
                }
            }
        }
        assertThat(missed).as("of " + compared).isEmpty();
        assertThat(compared).isGreaterThan(300);
    }

    @ParameterizedTest
    @CsvSource({
        "DB_PASS, hunter2",
        "DBPASS, hunter2-x",
        "SECRET_KEY_BASE, abc",
        "PASSWORD_PROD, hunter2",
        "PGPASSWORD, hunter2",
        "DB_PW, hunter2",
        "API_TOKEN_V2, abc",
        "CLIENT_SECRET_OLD, abc",
        "STRIPE_KEY, sk_live_0123456789abcdefghijABCD",
        "LLM, sk-proj-"
                + "Ab1Cd2Ef3Gh4Ij5Kl6Mn7Op8Qr9St0Uv1Wx2Yz3Ab4Cd5Ef6T3BlbkFJGh7Ij8Kl9Mn0Op1Qr2St3Uv4Wx5Yz6Ab7Cd8Ef9",
        "CONNECTION, 'Server=db;Database=shop;User Id=sa;Password=hunter2;'",
        "HEADER, 'Authorization: Bearer 8f3kd93jdk39fjd93kfj39dk3jf93kdj39fk'",
        "CONFIG, '{\"password\": \"hunter2\"}'",
        "JAVA_OPTS, -Xmx1g -Ddb.password=hunter2",
        "ACCOUNT_KEY, abc",
        "JWT_SALT, abc"
    })
    void namesAndShapesOfSecretsAreKnown(String name, String value) {
        assertThat(found(environment(name, value))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "PUBLIC_KEY, abc",
        "PARTITION_KEY, customer",
        "PASSWORD_RESET_URL, https://example.org/reset",
        "BYPASS, nothing",
        "COMPASS, north",
        "TOKEN_ISSUER, https://example.org",
        "PASSWORD_POLICY, strong",
        "PIN_VERSIONS, all",
        "CONFIG, '{\"passwordLength\": 12, \"mode\": \"x\"}'",
        "STAGE, production"
    })
    void whatIsOnlyCalledAlikePasses(String name, String value) {
        assertThat(found(environment(name, value))).isFalse();
    }

    @Test
    void aBearerTokenInAHealthCheckIsFound() {
        assertThat(found("\"healthCheck\": {\"command\": [\"CMD-SHELL\", \"curl -H 'Authorization: Bearer"
                        + " 8f3kd93jdk39fjd93kfj39dk3jf93kdj39fk' http://localhost/\"]}"))
                .isTrue();
    }

    @Test
    void aSecretWhereTheNameOfOneBelongsIsFound() {
        String token = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";
        assertThat(found("\"secrets\": [{\"name\": \"X\", \"valueFrom\": \"" + token + "\"}]"))
                .isTrue();
        assertThat(found("\"logConfiguration\": {\"logDriver\": \"splunk\", \"secretOptions\": [{\"name\": \"X\","
                        + " \"valueFrom\": \"" + token + "\"}]}"))
                .isTrue();
    }
}
