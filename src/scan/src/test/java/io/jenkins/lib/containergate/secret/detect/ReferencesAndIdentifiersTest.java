package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of secrets, of accounts and of objects are not reported, and the secrets beside them are. */
class ReferencesAndIdentifiersTest {
    private static final String DEFINITION = "deploy/task-definition.json";
    private static final String ARN = "arn:aws:secretsmanager:eu-west-2:111122223333:secret:";
    private static final String SECRET = "apiVersion: v1\nkind: Secret\ndata:\n  ";

    private final SecretTemplate template = new SecretTemplate(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                ARN + "SHOP-API-LxUiIQ:DATABASE_URL::",
                ARN + "SHOP-API-LxUiIQ:SENDGRID_API_KEY::",
                ARN + "SHOP_PEM-E1Ot8p",
                ARN + "shop/db/Kq4vZt9w-x7PqLm:password:AWSCURRENT:",
                ARN + "shop-x7PqLm:password:blue2:",
                ARN + "shop-x7PqLm:password::d4c2b7e1-93ab-4f0c-8a55-0b1c2d3e4f5a",
                "arn:${AWS::Partition}:secretsmanager:${AWS::Region}:${AWS::AccountId}:secret:Kq4vZt9w-x7PqLm:api-key::"
            })
    void theNameOfASecretOfSecretsManagerIsNotReported(String name) {
        assertThat(rules(DEFINITION, "{\"name\": \"DB\", \"valueFrom\": \"" + name + "\"}\n"))
                .isEmpty();
        assertThat(rules("deploy/app.yml", "db: " + name + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[{\"arn\": \"" + ARN + "\", \"secret\": \"{alnum:32}\"}]",
                "db: " + ARN + "shop secret: {alnum:32}",
                "db: " + ARN + "shop,api_key={alnum:32}",
                "secretsmanager: on\nsecret: {alnum:32}",
                "db: arn:aws:iam::111122223333:role/secret\nclient_secret: {alnum:32}"
            })
    void aSecretBesideSuchANameIsReported(String text) {
        String value = template.fill("{alnum:32}");
        assertThat(rules("deploy/app.yml", text.replace("{alnum:32}", value) + "\n"))
                .containsExactly("generic-secret");
    }

    @Test
    void aPasswordInThePlaceOfTheLabelOfAVersionIsReported() {
        String name = template.fill(ARN + "shop-x7PqLm:DB_PASSWORD:{password}");

        assertThat(rules("deploy/app.env", "DB=" + name + "\n")).containsExactly("generic-password");
    }

    @Test
    void anAccountThatAShellAddsToTheListOfAccountsIsNotReported() {
        assertThat(rules(
                        "Dockerfile",
                        "RUN echo \"shop-operator:x:1000:1000::/home/shop:/usr/sbin/nologin\" > /etc/passwd\n"))
                .isEmpty();
        assertThat(rules("Dockerfile", template.fill("RUN echo \"shop:{alnum:20}\" > /etc/shop/passwd\n")))
                .containsExactly("command-password");
    }

    @Test
    void aTokenForEveryBrowserIsNoSecretInAHeaderEither() {
        String header = encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
        String signature = template.fill("{alnum:43}");
        for (String line : List.of("curl -H 'Authorization: Bearer %s'\n", "API_TOKEN=%s\n")) {
            assertThat(rules(
                            "run.sh",
                            line.formatted(header + "."
                                    + encoded("{\"iss\":\"supabase\",\"role\":\"anon\",\"exp\":4102444800}") + "."
                                    + signature)))
                    .isEmpty();
            assertThat(rules(
                            "run.sh",
                            line.formatted(header + "."
                                    + encoded("{\"iss\":\"supabase\",\"role\":\"service_role\",\"exp\":4102444800}")
                                    + "." + signature)))
                    .isNotEmpty();
        }
    }

    @Test
    void aListOfUsersWithHashesInASecretOfKubernetesIsNotReported() {
        String users = template.fill("admin:$2y$05${alnum:53}\nclerk:$2y$05${alnum:53}\n");
        assertThat(rules("app.yml", SECRET + "auth: " + base64(users) + "\n")).isEmpty();
        assertThat(rules("app.yml", SECRET + "auth: " + base64(users + template.fill("root:{alnum:20}\n")) + "\n"))
                .contains("kubernetes-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user1",
                "token-type",
                "kms_key_id",
                "tenant-id",
                "storageaccountname",
                "auth.username_in",
                "apiAddress",
                "database"
            })
    void whatIsNoSecretOfASecretOfKubernetesIsNotReported(String name) {
        assertThat(rules("app.yml", SECRET + name + ": " + base64("shop-reader_of_orders") + "\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"database", "apiAddress", "storageaccountname"})
    void whatNamesSomethingIsReportedUnlessItsValueIsANameOrAnAddress(String name) {
        assertThat(rules("app.yml", SECRET + name + ": " + base64("tcp://127.0.0.1:5705") + "\n"))
                .isEmpty();
        for (String password : List.of("Winter2024!", template.fill("{alnum:24}"), template.fill("{hex:32}"))) {
            assertThat(rules("app.yml", SECRET + name + ": " + base64(password) + "\n"))
                    .contains("kubernetes-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1",
                "secret_id",
                "token-for-user1",
                "token-type",
                "api_key",
                "password-of-database",
                "token_address"
            })
    void aSecretWithACountOrAnIdentifierInItsNameIsReported(String name) {
        assertThat(rules("app.yml", SECRET + name + ": " + base64(template.fill("{alnum:24}")) + "\n"))
                .contains("kubernetes-secret");
    }

    @Test
    void anObjectOfGitHubIsNoSecret() {
        assertThat(rules("labels.json", template.fill("[\"Secret\":\"LA_kwDO{alnum:12}\"]\n")))
                .isEmpty();
        assertThat(rules("labels.json", template.fill("[\"Secret\":\"LA_kw{alnum:20}\"]\n")))
                .isNotEmpty();
    }

    @Test
    void theDigestOfAPackageIsNoPassword() {
        String digest = "sha512-" + base64(template.fill("{alnum:64}"));
        assertThat(rules("package-lock.json", "\"integrity\": \"sha1-UpnsYF5VsauyPsk57xXtr0gwcNQ= " + digest + "\"\n"))
                .isEmpty();
    }

    @Test
    void theIdentifierOfAFormIsNoKey() {
        assertThat(rules("shop/forms.py", template.fill("HUBSPOT_FORM_ID_SHOP = \"{uuid}\"\n")))
                .isEmpty();
        assertThat(rules("shop/forms.py", template.fill("HUBSPOT_FORM_KEY = \"{uuid}\"\n")))
                .containsExactly("hubspot-api-key");
        assertThat(rules("shop/forms.py", template.fill("HUBSPOT_ACCOUNT_ID_KEY = \"{uuid}\"\n")))
                .containsExactly("hubspot-api-key");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> rules(String path, String content) {
        return Searched.file(path, content).rules();
    }
}
