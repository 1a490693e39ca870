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

/** Values that people make up to explain something are none, and the same values in use are. */
class MadeUpValuesTest {
    private static final String PROGRAM = "srv/app/client.py";
    private static final String SETTINGS = "srv/app/.env";

    private final SecretTemplate template = new SecretTemplate(5);
    private final String token = template.fill("{alnum:32}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def fetch(self,\n"
                        + "          limit):\n"
                        + "    \"\"\"Fetches.\n\n"
                        + "        {'access_token': '%s'}\n"
                        + "    \"\"\"\n",
                "# licence\n\n'''The module.\n\n    client_secret='%s'\n'''\n",
                "EXAMPLES = r\"\"\"\n- { \"api_key\": \"%s\" }\n\"\"\"\n",
                "HELP = 'an api key, for example api_key=\"%s\"'\n",
                "notes = 'use it so: ```python\\napi_key = \"%s\"\\n```'\n"
            })
    void aValueThatAProgramInPythonDocumentsIsNone(String text) {
        assertThat(rules(PROGRAM, text.formatted(token))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "def fetch(self):\n    \"\"\"Fetches.\"\"\"\n    api_key = '%s'\n",
                "def fetch(self):\n    \"\"\"\n    Fetches.\n    \"\"\"\n    api_key = '%s'\n",
                "QUERY = \"\"\"\nselect\n\"\"\"\napi_key = '%s'\n",
                "CONFIGURATION = \"\"\"\napi_key = '%s'\n\"\"\"\n",
                "help('```')\napi_key = '%s'\n",
                "example_com = 1\napi_key = '%s'\n",
                "def fetch(self):\n    \"\"\"Fetches.\n    Returns:\n    \"\"\"\n    api_key = '%s'\n",
                "def fetch(self):\n    \"\"\"Fetches (or not):\n    \"\"\"\n    api_key = '%s'\n",
                "if ready:\n    \"\"\"\n    api_key = '%s'\n\"\"\"\n",
                "# api_key = '%s'\n",
                "run('example', api_key='%s')\n"
            })
    void aValueBesideDocumentationIsFound(String text) {
        assertThat(rules(PROGRAM, text.formatted(token))).containsExactly("generic-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@doc \"\"\"\nSo:\n\n    api_key = \"%s\"\n\"\"\"\n",
                "  @moduledoc ~S\"\"\"\n  api_key = \"%s\"\n  \"\"\"\n",
                "/** So:\n * api_key = \"%s\"\n */\n",
                "  /// api_key = \"%s\"\n",
                "//! api_key = \"%s\"\n"
            })
    void aValueThatACommentForADocumentationToolShowsIsNone(String text) {
        assertThat(rules("src/client.c", text.formatted(token))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "// char *api_key = \"%s\";\n",
                "/* off\nchar *api_key = \"%s\";\n*/\n",
                "/** So. */\nchar *api_key = \"%s\";\n",
                "glob(\"src/**\");\nchar *api_key = \"%s\";\n",
                "*api_key = \"%s\";\n",
                "@doc \"\"\"\nSo.\n\"\"\"\n@key api_key: \"%s\"\n",
                "text = \"\"\"\napi_key = \"%s\"\n\"\"\"\n",
                "#define API_KEY \"%s\"\n"
            })
    void codeThatWasSwitchedOffKeepsItsSecrets(String text) {
        assertThat(rules("src/client.c", text.formatted(token))).hasSize(1);
    }

    @Test
    void aPasswordInACommentIsFoundWhenItLooksChosen() {
        String chosen = template.fill("{password}");
        assertThat(rules("src/client.c", "// db_password = \"" + chosen + "\"\n"))
                .containsExactly("generic-password");
        assertThat(rules(PROGRAM, "# db_password = '" + chosen + "'\n")).containsExactly("generic-password");
        assertThat(rules(PROGRAM, "# db_password = 'Secret-word1'\n")).isEmpty();
    }

    @Test
    void theRealPasswordOfACommandThatWasSwitchedOffIsFound() {
        String chosen = template.fill("{password}");
        assertThat(rules("src/client.c", "// curl -u deploy:" + chosen + " https://shop.acme.net/\n"))
                .containsExactly("curl-user");
        assertThat(rules("src/client.c", "// curl -u deploy:letters https://shop.acme.net/\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/src/app/src/settings.yaml",
                "usr/src/app/.env",
                "usr/share/shop/.env.production",
                "usr/local/lib/node_modules/shop/.env"
            })
    void whereImagesKeepApplicationsValuesAreReal(String path) {
        assertThat(rules(path, "API_KEY=" + token + "\n")).containsExactly("generic-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/share/shop/defaults.yaml",
                "usr/src/linux-headers-6.12/Makefile",
                "srv/app/tests/settings.yaml",
                "srv/app/docs/.env",
                "srv/app/node_modules/x/config"
            })
    void inTheSoftwareOfOthersAndInTestsTheyAreNot(String path) {
        assertThat(rules(path, "API_KEY=" + token + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cd example && API_KEY=%s ./run", "EXAMPLE=1 API_KEY=%s"})
    void theNameOfADirectoryOrVariableMakesNoExample(String line) {
        assertThat(rules("srv/app/run.sh", line.formatted(token) + "\n")).containsExactly("generic-secret");
    }

    @Test
    void textWithCodeInsideJsonExplainsAndJsonDoesNot() {
        String code = "{\"remediation\": \"```hcl\\nmaster_password = \\\"%s\\\"\\n```\"}".formatted(password());
        assertThat(rules("srv/rules/cluster.json", code)).isEmpty();
        assertThat(rules("srv/rules/cluster.json", code.replace("```hcl", "resource:")))
                .containsExactly("generic-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"P@ssw0rd!", "S3cr3tP@ss99", "Admin123", "Labuser#1234"})
    void aWeakPasswordIsFoundInSettingsAndOnlyThere(String weak) {
        assertThat(rules(SETTINGS, "DB_PASSWORD=" + weak + "\n")).containsExactly("generic-password");
        assertThat(rules("srv/app/Client.java", "String dbPassword = \"" + weak + "\";\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: \"\\u041F\\u0430\\u0440\\u043E\\u043B\\u044C\",",
                "newPassword: \"Contrase\\xF1a2\",",
                "this._pwd = 'C:\\\\windows\\\\System32';",
                "return super.encryptPassword(\"RSA/ECB/PKCS1Padding\");"
            })
    void wordsOfOtherLanguagesAndNamesOfOtherThingsAreNoPasswords(String line) {
        assertThat(rules("srv/app/app.js", line + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "postgres://shop:{password}@[2001:db8::5]/shop",
                "postgres://shop:{password}@192.0.2.17/shop",
                "postgres://shop:{password}@db.shop.test/shop",
                "oracle://scott:tiger^5HHH@db.acme.net/shop"
            })
    void addressesOfDocumentationHoldNone(String address) {
        assertThat(rules(SETTINGS, "URL=" + template.fill(address) + "\n")).isEmpty();
    }

    @Test
    void aShortPasswordInAnAddressThatIsExplainedIsNoneAndALongOneIs() {
        assertThat(rules("srv/app/main.js", "// becomes https://deploy:key_98@git.acme.net/\n"))
                .isEmpty();
        assertThat(rules("srv/app/main.js", "git('https://user%3An%40me:p%40ss%3Aword9@git.acme.net/')\n"))
                .isEmpty();
        assertThat(rules("srv/app/main.js", "git('https://deploy:key_98@git.acme.net/')\n"))
                .containsExactly("url-credentials");
        assertThat(rules("srv/app/main.js", "// https://deploy:" + password() + "@git.acme.net/\n"))
                .containsExactly("url-credentials");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "access_token=2YotnFZFEjr1zCsicMWpAA",
                "Authorization: Basic czZCaGRSa3F0MzpnWDFmQmF0M2JW",
                "update_token=1a2b3c4d-5e6f-7a8b-9c0d-1e2f3a4b5c6d",
                "session_token=eyJzZXNzaW9uX2lkIjogImRlZmF1bHQifQ",
                "token_key=mnbvcxz1q2w3e4r5t6y7u8i9o0plkjhgfdsaQWERTYUIOP",
                "token_contract=0x7edc9e8a1196259b7c6aba632037a9443d4e14f7",
                "tokens=0x7edc9e8a1196259b7c6aba632037a9443d4e14f7",
                "hashed_token=25f94a2a5c7fbaf499c665bc73d67c1c87e496da8985131633ee0a95819db2e8",
                "webhook_secret_signature=1b47061264138c4ac30d75fd1eb44270",
                "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzb21lIjoicGF5bG9hZCJ9.4twFt5NiznN84AWoo1d7KO1T_yoc0Z6XOpOVswacPZg",
                "machine video login me password my_video_password",
                "proxy_pass registryv2token:5000;",
                "#password=secret1,secret2",
                "SECRET_ENV_RE='ACCOUNT|GC[EP]..|SSH|PASSWORD|SECRET|TOKEN'",
                "token_pattern_x=fo1_[A-Za-z0-9_-]{43}q7Vd2kXw9"
            })
    void whatStandardsPrintOrPeopleTypeInRowsIsNone(String line) {
        assertThat(rules(SETTINGS, line + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"__meta_scaleway_image_id", "scaleway.project-id", "scalewayOrganizationId", "HEROKU_APP_ID"})
    void anIdentifierOfAProviderIsNoSecretOfIt(String name) {
        assertThat(rules(SETTINGS, name + "=" + template.fill("{uuid}") + "\n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"scaleway_secret_id", "scalewaySessionId", "scaleway_token_id", "scaleway_paid", "HEROKU_KEY"})
    void aSecretOfAProviderIsFoundThoughItsNameEndsLikeThatOfAnIdentifier(String name) {
        assertThat(rules(SETTINGS, name + "=" + template.fill("{uuid}") + "\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "etc/environment",
                "etc/default/shop",
                "etc/init.d/shop",
                "srv/app/shop.conf.in",
                "srv/app/database.yml.bak"
            })
    void aValueWithoutQuotesIsFoundInSettingsWithoutAnEndingAndInCopiesOfSettings(String path) {
        assertThat(rules(path, "SHOP_API_KEY=" + token + "\n")).containsExactly("generic-secret");
        assertThat(rules(path, "SHOP_PASSWORD=" + password() + "\n")).containsExactly("generic-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"srv/app/README", "srv/app/CHANGELOG", "srv/app/readme.md.bak", "srv/app/client.go.orig"})
    void aValueWithoutQuotesIsNoneInTextAndPrograms(String path) {
        assertThat(rules(path, "SHOP_API_KEY=" + token + "\n")).isEmpty();
    }

    @Test
    void aDigestBesideThePathOfAProgramIsNoneAndAValueOfANameIs() {
        String digest = template.fill("{hex:64}");
        String line = "  \"https://deno.land/x/jose@v4/key/generate_secret.ts\": \"" + digest + "\",\n";
        assertThat(rules("srv/app/assets.json", line)).isEmpty();
        for (String found : List.of(
                line.replace("generate_secret.ts", "generate_secret"),
                line.replace("https://deno.land/x/jose@v4/key/", ""),
                line.replace(digest, token))) {
            assertThat(rules("srv/app/assets.json", found)).containsExactly("generic-secret");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"testcases", "test-case", "test_suites", "testsuite"})
    void aValueOfATestIsNoneHoweverTheDirectoryOfTestsIsCalled(String directory) {
        String line = "api_key=" + token + "\n";
        assertThat(rules("srv/" + directory + "/mixed/settings.json", line)).isEmpty();
        assertThat(rules("srv/" + directory + "x/mixed/settings.json", line)).containsExactly("generic-secret");
    }

    @Test
    void aKeyIdThatASignatureNamesIsNone() {
        String id = template.fill("AKIA{base32:16}");
        assertThat(rules(
                        SETTINGS,
                        "url=https://s3.acme.net/a?X-Amz-Credential=" + id + "/20260102/eu/s3/aws4_request\n"))
                .isEmpty();
        assertThat(rules(SETTINGS, "credential=" + id + "\n")).containsExactly("aws-access-key-id");
    }

    @Test
    void aWebTokenInDocumentationIsNoneWhenItExpires() {
        String expires = token("{\"iss\":\"shop\",\"exp\":1924992000}");
        String never = token("{\"iss\":\"shop\",\"sub\":\"deploy\"}");
        assertThat(rules("srv/app/main.js", "/** Returns " + expires + " */\n")).isEmpty();
        assertThat(rules("srv/app/main.js", "// send('" + expires + "')\n")).containsExactly("json-web-token");
        assertThat(rules("srv/app/main.js", "send('" + expires + "')\n")).containsExactly("json-web-token");
        assertThat(rules("srv/app/main.js", "/** Returns " + never + "\n")).containsExactly("json-web-token");
    }

    private String token(String claims) {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        return encoder.encodeToString("{\"alg\":\"HS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + encoder.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + "." + template.fill("{url64:43}");
    }

    private String password() {
        return template.fill("{password}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ASIAIMAFAKEACCESSKEY",
                "AKIAIINVALID7QXZ2WPL",
                "SWMTKN-1-3pu6hszjas19xyp7ghgosyx9k8atbfcr8p2is99znpy26u2lkl-1awxwuwd3z9j1z3puu7rcgdbx",
                "SWMKEY-1-7c37Cc8654o6p38HnroywCi19pllOnGtbdZEgtKxZu8",
                "glsa_iNValIdinValiDinvalidinvalidinva_5b582697"
            })
    void aTokenThatSpellsWhatItIsOrThatItsIssuerPublishedIsNone(String value) {
        assertThat(rules(PROGRAM, "key = '" + value + "'\n")).isEmpty();
        assertThat(rules(PROGRAM, template.fill("a = 'AKIAI{base32:15}'\nb = 'SWMTKN-1-{lower:50}-{lower:25}'\n")))
                .hasSize(2);
    }

    @Test
    void aDisguisedPasswordInAnAddressThatIsSwitchedOffIsNone() {
        String address = "proxy_url: http://shop:%s@10.10.10.9:9000/\n";
        assertThat(rules("proxy.yml", "# " + address.formatted("pa$$w0rd"))).isEmpty();
        assertThat(rules("proxy.yml", "# " + address.formatted("Kd83x9wXq4vT"))).containsExactly("url-credentials");
        assertThat(rules("proxy.yml", address.formatted("pa$$w0rd"))).containsExactly("url-credentials");
    }

    private static List<String> rules(String path, String text) {
        return Searched.file(path, text).rules();
    }
}
