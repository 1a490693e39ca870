package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What has the form of a list, a time or a text of settings, and is a secret. */
class ApparentlyHarmlessValuesTest {
    private static final String SETTINGS = "srv/app/settings.yaml";

    private final SecretTemplate template = new SecretTemplate(7);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "API_TOKEN={alnum:32},{alnum:32},{alnum:32},{alnum:32}|generic-secret",
                "APP_SECRET={hex:32},{hex:32},{hex:32},{hex:32}|generic-secret",
                "APP_SECRET={HEX:32}:{HEX:32}:{HEX:32}|generic-secret",
                "DB_PASSWORD={alnum:16},{alnum:16},{alnum:16},{alnum:16}|generic-password"
            })
    void aListOfSecretsIsReported(String line, String rule) {
        assertThat(rules("srv/app/.env", template.fill(line + "\n"))).containsExactly(rule);
    }

    @Test
    void aPasswordOfACountryIsNoTime() {
        assertThat(rules("srv/app/app.yml", "db_password_at: Winter2024!x\n")).containsExactly("generic-password");
    }

    @Test
    void aSecretBelowACommentInATextOfKubernetesIsReported() {
        String head = "apiVersion: v1\nkind: Secret\nstringData:\n  token: |\n    # of the deployment\n    ";
        assertThat(rules(SETTINGS, head + template.fill("{alnum:40}\n"))).containsExactly("kubernetes-secret");
        assertThat(rules(SETTINGS, head + "listen on every address\n")).isEmpty();
    }

    private static List<String> rules(String path, String content) {
        return Searched.file(path, content).rules();
    }
}
