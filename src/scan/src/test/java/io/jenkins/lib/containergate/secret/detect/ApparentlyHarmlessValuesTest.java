package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSRF_SECRET_KEY={alnum:32}",
                "WTF_CSRF_SECRET_KEY={hex:64}",
                "CURSOR_API_KEY={alnum:32}",
                "PARSER_API_TOKEN={alnum:32}",
                "contract.access-key={alnum:32}",
                "INJECTION_CLIENT_SECRET={alnum:32}",
                "API_KEYS={alnum:32}",
                "APP_SECRET=YourQ{alnum:30}",
                "APP_SECRET=header.{alnum:30}",
                "APP_SECRET=config.{alnum:30}"
            })
    void aSecretOfWhatIsPublicOtherwiseIsReported(String line) {
        assertThat(rules("srv/app/.env", template.fill(line + "\n"))).containsExactly("generic-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CSRF_TOKEN={alnum:32}",
                "NEXT_CURSOR_TOKEN={alnum:32}",
                "APP_SECRET=YourVerySecureSecretKey2",
                "APP_SECRET=config.apiSecretOfTheShop2"
            })
    void whatOnlyLooksAlikeIsNot(String line) {
        assertThat(rules("srv/app/.env", template.fill(line + "\n"))).isEmpty();
    }

    @Test
    void aKeyInThePlaceOfAUserIsReported() {
        assertThat(rules("srv/app/run.sh", basic(template.fill("{alnum:32}:"))))
                .containsExactly("authorization-header");
        assertThat(rules("srv/app/run.sh", basic(template.fill("{alnum:32}:x-oauth-basic"))))
                .containsExactly("authorization-header");
        assertThat(rules("srv/app/run.sh", basic("the-name-of-an-application:")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: ",
                "authorization:",
                "AUTHORIZATION=",
                "Authorization ",
                "Authorization', ",
                "Authorization\") = ",
                "Authorization']  = b'",
                "Authorization, f\"",
                "Authorization:   B`\n\t ",
                "Authorization(\"",
                "Authorization:\n"
            })
    void aHeaderIsReportedInWhateverWayItIsWritten(String beginning) {
        for (String scheme : List.of("Bearer", "token", "BASIC")) {
            String value =
                    scheme.equals("BASIC") ? base64(template.fill("shop:{alnum:16}")) : template.fill("{alnum:32}");
            assertThat(rules("srv/app/run.py", beginning + scheme + "  " + value + "\n"))
                    .as(scheme)
                    .contains("authorization-header");
        }
    }

    private static String basic(String user) {
        return "curl -H \"Authorization: Basic " + base64(user) + "\" https://shop.internal/\n";
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aListOfUsersInASecretOfKubernetesIsReported() {
        String head = "apiVersion: v1\nkind: Secret\ndata:\n  accounts: ";
        String users = template.fill("alice {alnum:20}\nbob {alnum:20}\n");
        assertThat(rules(SETTINGS, head + base64(users) + "\n")).containsExactly("kubernetes-secret");
        assertThat(rules(SETTINGS, head + base64("log level info\nlisten everywhere always\n") + "\n"))
                .isEmpty();
    }

    @Test
    void aSecretOfAUserInASecretOfKubernetesIsReported() {
        String head = "apiVersion: v1\nkind: Secret\nstringData:\n  ";
        assertThat(rules(SETTINGS, head + template.fill("token-of-user: {alnum:32}\n")))
                .contains("kubernetes-secret");
        assertThat(rules(SETTINGS, head + "auth-user: administrator\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"alg\":\"HS256\",\"typ\":\"JWT\"}|1",
                "{\"typ\":\"none\",\"alg\":\"HS256\"}|1",
                "{\"alg\":\"none\",\"typ\":\"JWT\"}|0",
                "{\"alg\":\"NONE\",\"typ\":\"JWT\"}|0",
                "{\"sub\":{\"alg\":\"HS256\"},\"t\":1}|0",
                "{\"typ\":\"x\\\"alg\\\"\",\"q\":1}|0"
            })
    void aWebTokenHasAHeaderThatNamesAnAlgorithm(String header, int found) {
        String token = url(header) + "." + url("{\"iss\":\"shop\",\"sub\":\"4711\",\"scope\":\"orders\"}") + "."
                + template.fill("{alnum:43}");
        assertThat(rules("srv/app/session.txt", "session " + token + "\n")).hasSize(found);
    }

    private static String url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theKeyOfTheEmulatorOfCosmosIsPublic() {
        String key = "C2y6yDjf5/R+ob0N8A7Cgv30VRDJIWEHLM" + "+4QDU5DE2nQ9nDuVTqobD4b8mGGyPMbIZnqyMsEcaGQy67XIw/Jw==";
        String line = "ConnectionStrings__Cosmos=AccountEndpoint=https://localhost:8081/;AccountKey=";
        assertThat(rules("srv/app/.env", line + key + "\n")).isEmpty();
        assertThat(rules("srv/app/.env", line + template.fill("{b64:86}==\n"))).isNotEmpty();
    }

    private static List<String> rules(String path, String content) {
        return Searched.file(path, content).rules();
    }
}
