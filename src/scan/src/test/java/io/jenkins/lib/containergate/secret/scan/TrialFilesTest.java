package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and first passwords of a program that a file starts only to try it. */
class TrialFilesTest {
    private static final String WORKFLOW = ".github/workflows/ci.yml";
    private static final String HEAD =
            "on:\n  push:\n  pull_request:\n    branches: [main]\njobs:\n  shop:\n    runs-on: x\n";
    private static final String ENV = "    env:\n      %s: %s\n";

    private final String value = new SecretTemplate(23).fill("{alnum:32}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "APP_SECRET",
                "SECRET_KEY",
                "DJANGO_SECRET_KEY",
                "SECRET_KEY_BASE",
                "SHOP_JWT_SECRET",
                "SHOP_ENCRYPTION_KEY",
                "NEXTAUTH_SECRET",
                "SECRET_VAULT_KEK",
                "MYSQL_ROOT_PASSWORD",
                "MSSQL_SA_PASSWORD",
                "OPENSEARCH_INITIAL_ADMIN_PASSWORD"
            })
    void illustrateInAWorkflowForPullRequests(String name) {
        assertThat(illustrates(WORKFLOW, HEAD + ENV.formatted(name, value))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SHOP_API_KEY",
                "SHOP_TOKEN",
                "STRIPE_SECRET_KEY",
                "WECHAT_APP_SECRET",
                "SLACK_SIGNING_SECRET",
                "OIDC_CLIENT_SECRET",
                "SERVER_ROOT_PASSWORD",
                "NEXUS_PASSWORD",
                "MY-APP_SECRET"
            })
    void areInUseWhereSomebodyElseIssuedThem(String name) {
        assertThat(illustrates(WORKFLOW, HEAD + ENV.formatted(name, value))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: [push, pull_request]\n",
                "on:\n  - pull_request\n",
                "on:\n  pull_request:\n",
                "'on': {push: {}, pull_request: {}}\n"
            })
    void illustrateHoweverTheWorkflowSaysIt(String head) {
        assertThat(illustrates(WORKFLOW, head + "jobs:\n  shop:\n" + ENV.formatted("APP_SECRET", value)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "on: push\njobs:\n  shop:\n",
                "on:\n  pull_request_target:\njobs:\n  shop:\n",
                "on: push # pull_request\njobs:\n  shop:\n    if: github.event_name != 'pull_request'\n",
                "on: pull_request\njobs:\n  shop:\n    environment: eu\n",
                "on: pull_request\njobs:\n  deploy:\n",
                "on: pull_request\njobs:\n  shop:\n    steps:\n      - run: ssh clerk@shop.example.net\n",
                "on: pull_request\njobs:\n  shop:\n    steps:\n      - run: kubectl apply -f shop.yml\n"
            })
    void areInUseWhereTheWorkflowReachesOthers(String head) {
        assertThat(illustrates(WORKFLOW, head + ENV.formatted("APP_SECRET", value)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "docker-compose.dev.yml, true",
        "docker-compose-test.yml, true",
        "compose.tests.yml, true",
        "compose.ci.yaml, true",
        "docker/local.compose.yml, true",
        "docker-compose.integration.yml, true",
        ".github/compose/db.yml, true",
        ".github/actions/shop/action.yml, false",
        "docker-compose.yml, false",
        "compose.latest.yml, false",
        "compose.device.yml, false",
        "docker-compose.dev.prod.yml, false",
        "production/docker-compose.test.yml, false",
        "deploy/docker-compose.dev.yml, false",
        "dev.yml, false",
        "dev/values.yaml, false"
    })
    void illustrateInAComposeFileThatIsCalledLikeATrial(String path, boolean illustrates) {
        assertThat(illustrates(path, "services:\n  shop:\n    environment:\n      APP_SECRET: " + value + "\n"))
                .isEqualTo(illustrates);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "config/dev.exs|  secret_key_base: \"%s\",|true",
                "apps/shop/config/test.exs|  secret_key_base: \"%s\",|true",
                "config/prod.exs|  secret_key_base: \"%s\",|false",
                "config/runtime.exs|  secret_key_base: \"%s\",|false",
                "shop/settings/dev.py|SECRET_KEY = os.environ.get(\"SECRET_KEY\", \"%s\")|true",
                "shop/settings/local.py|SECRET_KEY = \"%s\"|true",
                "shop/settings/base.py|SECRET_KEY = \"%s\"|false",
                "shop/settings/dev.py|MAIL_API_KEY = \"%s\"|false",
                "settings/dev.yml|SECRET_KEY: %s|false"
            })
    void illustrateInSettingsThatOnlyADeveloperReads(String path, String line, boolean illustrates) {
        assertThat(illustrates(path, "# settings\n" + line.formatted(value) + "\n"))
                .isEqualTo(illustrates);
    }

    @Test
    void aValueThatTheFileAlsoGivesToSomethingElseIsInUse() {
        String text = HEAD + ENV.formatted("APP_SECRET", value) + "      SHOP_TOKEN: " + value + "\n";

        assertThat(illustrates(WORKFLOW, text)).isFalse();
    }

    @Test
    void aFileThatIsTooLongToBeLookedThroughIsInUse() {
        String text = HEAD + ENV.formatted("APP_SECRET", value) + "# \n".repeat(400_000);

        assertThat(illustrates(WORKFLOW, text)).isFalse();
    }

    @Test
    void aTokenInTheFormatOfItsIssuerStaysOne() {
        String token = new SecretTemplate(23).fill("AKIA{base32:16}");

        assertThat(Searched.file(WORKFLOW, HEAD + ENV.formatted("APP_SECRET", token))
                        .found())
                .noneMatch(FoundSecret::illustrates);
    }

    private static boolean illustrates(String path, String text) {
        assertThat(Searched.file(path, text).found()).as(text).isNotEmpty();
        return Searched.file(path, text).found().stream().allMatch(FoundSecret::illustrates);
    }
}
