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

/** Hashes, messages, times and lists whose names speak of passwords are not reported, and the passwords beside them are. */
class HarmlessValuesTest {
    private static final String SETTINGS = "srv/app/settings.yaml";
    private static final String PROPERTIES = "srv/app/app.properties";
    private static final String PROGRAM = "src/shop/Login.java";

    private final SecretTemplate template = new SecretTemplate(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<column name=\"password\" value=\"%1$s\"/>\n<column name=\"salt\" value=\"%2$s\"/>\n",
                "domain[1].adminPassword=%1$s\ndomain[1].adminCipherAlgorithm=SHA\n",
                "password: %1$s\nsalt: %2$s\n",
                "db.user.salt = %2$s\ndb.user.password = %1$s\n"
            })
    void aHashBesideItsSaltOrAlgorithmIsNotReported(String text) {
        assertThat(rules(PROPERTIES, filled(text))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DB_PASSWORD=%1$s\nAPP_SALT=%2$s\n",
                "DB_PASSWORD=%1$s\nSALT=%2$s\n",
                "DB_PASSWORD=%1$s\nDB_NAME=basalt\n",
                "ADMIN_PASSWORD=%1$s\nADMIN_SALT=%2$s\n",
                "encrypt.password=%1$s\nencrypt.salt=%2$s\n",
                "keystore.password=%1$s\nkeystore.salt=%2$s\n",
                "vault.password=%1$s\nvault.salt=%2$s\nvault.iterations=1000\n",
                "db:\n  password: %1$s\napp:\n  salt: %2$s\n",
                "app:\n  salt: %2$s\ndb:\n  password: %1$s\n",
                "{\"db\":{\"password\":\"%1$s\"},\"app\":{\"salt\":\"%2$s\"}}\n",
                "{\"app\":{\"salt\":\"%2$s\"},\"db\":{\"password\":\"%1$s\"}}\n",
                "SALT=%2$s\n\n\n\n\n\n\n\n\n\n\n\n\n\n# ------------------------------------------------------\n"
                        + "# ------------------------------------------------------\nPASSWORD=%1$s\n"
            })
    void aRandomPasswordBesideTheSaltOfSomethingElseIsReported(String text) {
        assertThat(rules("srv/app/.env", filled(text))).containsExactly("generic-password");
    }

    @Test
    void theSaltOfAHashOfASecretIsNotReported() {
        String record = "token_salt: \"{alnum:22}\",\ntoken_hash: \"{hex:64}\"\n";
        assertThat(rules("seeds.exs", template.fill(record))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "secret_salt: \"{alnum:32}\"\n",
                "secret_salt: \"{alnum:32}\"\nuser_hash: \"{hex:64}\"\n",
                "AUTH_SECRET_SALT: \"{alnum:32}\"\nAUTH_SECRET_HASH: \"{hex:64}\"\n",
                "token: \"{alnum:32}\"\ntoken_hash: \"{hex:64}\"\n",
                "secret_salt: \"{alnum:32}\"\nsecret_hash_algorithm: sha256\n",
                "secret_salt: \"{alnum:32}\"\nolder_secret_hash: \"{hex:64}\"\n",
                "secret_salt = \"{alnum:32}\"\nkey = secret_hash(input)\n"
            })
    void aSaltWithoutTheHashItGoesWithIsReported(String text) {
        assertThat(rules(SETTINGS, template.fill(text))).isNotEmpty();
    }

    @Test
    void whatASentenceQuotesAsCodeIsNoPassword() {
        assertThat(rules(SETTINGS, "help: |\n  Use no next links. Pass `?limit=0` (the default) or `?limit=N`.\n"))
                .isEmpty();
        assertThat(rules(SETTINGS, template.fill("password: `{alnum:24}`\n"))).isNotEmpty();
    }

    @Test
    void aConstantThatATextPointsToIsNoPassword() {
        assertThat(rules("usr/bin/sync", "is( 'ok', 'login: bad password => ERR_AUTHENTICATION_FAILURE_USER2' ) ;\n"))
                .isEmpty();
        assertThat(rules("srv/app/.env", "DB_PASSWORD=SHOP_PRODUCTION_ADMIN_USER2\n"))
                .containsExactly("generic-password");
    }

    @Test
    void theAccountOfEveryChainForDevelopmentIsNoSecret() {
        String account = "0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80";
        assertThat(rules("srv/app/.env", "PRIVATE_KEY=" + account + "\n")).isEmpty();
        assertThat(rules("srv/app/.env", template.fill("PRIVATE_KEY=0x{hex:64}\n")))
                .isNotEmpty();
    }

    @Test
    void whatACommentAnnouncesAsExamplesOfSomethingIsNotReported() {
        String value = template.fill("    // <password>{alnum:16}</password>\n");
        assertThat(rules(PROGRAM, "    // Examples of stored passwords:\n" + value))
                .isEmpty();
        assertThat(rules(PROGRAM, "    // Stored passwords:\n" + value)).isNotEmpty();
    }

    @Test
    void theNameOfAnIndexThatDoctrineMadeIsNoSecret() {
        assertThat(rules("src/shop/Migration.php", "rename('access_tokens', 'FK_368A4209A76ED395', 'user');\n"))
                .isEmpty();
        assertThat(rules("src/shop/Migration.php", template.fill("rename('access_token', 'XK_{upper:8}{hex:16}');\n")))
                .isNotEmpty();
    }

    @Test
    void aMemberOfAClassIsNotTheTypeOfItsName() {
        assertThat(rules(
                        "src/types.cpp",
                        "const char* TokenRange::ascii_fingerprint = \"832268DC4CD6B17EE8881FC57EA04679\";\n"))
                .isEmpty();
        assertThat(rules("src/types.cpp", template.fill("const char* Login::password = \"{alnum:24}\";\n")))
                .containsExactly("generic-password");
    }

    @Test
    void theColoursOfAPictureAreNoToken() {
        String colours =
                "GIF89a\0EAAGBBHCCICCJDDKEELFFMGGNHHNHHOIIPIIPIIQJJQJJQJJRJJRJJRKKRKKRKKRKKSKKSLLSLLSLLSLLSMMTMMTNNTOOUOOUPPVQQVRRWSSXUUYVVZXX\0";
        assertThat(rules("docs/shop.gif", colours)).isEmpty();
        assertThat(rules("docs/shop.gif", template.fill("GIF89a\0EAA{alnum:120}\0")))
                .isNotEmpty();
    }

    @Test
    void aPageOfTheManualExplainsInEverySection() {
        String text = template.fill(".nf\nsecret \"{alnum:32}\";\n");
        assertThat(rules("man/shop.7", text)).isEmpty();
        assertThat(rules("share/man/man4/shop.4", text)).isEmpty();
        assertThat(rules("conf/shop.7", text)).isNotEmpty();
    }

    @Test
    void aPasswordThatIsNoDigestIsReportedBesideASalt() {
        assertThat(rules(PROPERTIES, template.fill("password={alnum:24}\nsalt={hex:32}\n")))
                .containsExactly("generic-password");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "users:\n  - password: %1$s\n    salt: %2$s\n",
                "{\"users\":[{\"salt\":\"%2$s\",\"password\":\"%1$s\"}]}\n",
                "{\n  \"password\": \"%1$s\",\n  \"salt\": \"%2$s\"\n}\n"
            })
    void aHashBesideItsSaltInOneObjectIsNotReported(String text) {
        assertThat(rules(SETTINGS, filled(text))).isEmpty();
    }

    @Test
    void aUserThatKeycloakExportedHoldsAHashOnly() {
        String user = "\"secretData\": \"{\\\"value\\\":\\\"{b64:86}==\\\",\\\"%s\\\":\\\"{b64:22}==\\\"}\",\n";
        assertThat(rules("srv/app/realm.json", template.fill(user.formatted("salt"))))
                .isEmpty();
        assertThat(rules("srv/app/realm.json", template.fill(user.formatted("next"))))
                .containsExactly("generic-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[bcrypt]$2y$10${alnum:53}",
                "[pbkdf2@SpringSecurity_v5_8]{hex:96}",
                "[SSHA-256]{b64:44}",
                "[{b64:43}=]",
                "$pbkdf2-sha512$310000${alnum:22}${alnum:86}",
                "EJ(1:{b64:43}=:{b64:32}:{b64:60})",
                "ENC(AES256_GCM,data:{b64:40},iv:{b64:43}=,tag:{b64:22}==,type:str)",
                "ENC(PKCS7,{b64:120})"
            })
    void aHashOrAnEncryptedValueIsNotReported(String value) {
        assertThat(rules(PROPERTIES, "user.password=" + braced(value) + "\n")).isEmpty();
        assertThat(rules("srv/app/secrets.json", "{\"api_key\": \"" + braced(value) + "\"}\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EJ({alnum:40}", "EJ(1:{alnum:40}", "ENCR({alnum:40}", "$pbkdf{alnum:40}"})
    void aValueThatOnlyBeginsLikeAnEncryptedOneIsReported(String value) {
        assertThat(rules("srv/app/secrets.json", "{\"api_key\": \"" + braced(value) + "\"}\n"))
                .containsExactly("generic-secret");
    }

    @Test
    void aDigestInBase64IsAHashBesideItsSaltAndTheNumberOfIterations() {
        String hashed = template.fill(
                "{\n\t\"password\":\t\"{b64:86}==\",\n\t\"salt\":\t\"{b64:86}==\",\n\t\"iterations\":\t10000\n}\n");
        String encrypting = template.fill("{\n\"password\": \"{b64:43}=\",\n\"salt\": \"{b64:22}==\"\n}\n");

        assertThat(rules("etc/broker/users.json", hashed)).isEmpty();
        assertThat(rules("etc/broker/users.json", encrypting)).containsExactly("generic-password");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{noop}", "{PLAIN}", "{PLAIN-TRUNC}", "{XOR}", "{B64}", "{HEX}", "{CLEAR-TEXT}"})
    void aSchemeThatLeavesThePasswordReadableHidesNothing(String scheme) {
        assertThat(rules(PROPERTIES, "user.password=" + scheme + template.fill("{alnum:20}") + "\n"))
                .containsExactly("generic-password");
    }

    @Test
    void aHashInBase64IsNotReported() {
        String hash = braced("[SHA]{b64:27}=");
        String encoded = Base64.getEncoder().encodeToString(hash.getBytes(StandardCharsets.US_ASCII));
        assertThat(rules("srv/app/users.ldif", "userpassword:: " + encoded + "\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "srv/app/values.yaml|adminPasswordMtime: \"2006-01-02T15:04:05Z\"",
                "srv/app/login.json|\"NoP12PwdWarning\": \"ms-resource:loc.messages.NoP12PwdWarning\"",
                "src/Login.php|const PASSWORD_NOT_CORRECT = 'fe2faa88-34d9-4c3b-99b3-8158b1ed8dc7';",
                "src/theme.tsx|Pass: 'brandGrey.400',",
                "srv/app/app.properties|id-token-signing-alg-values-supported=RS256,RS384,RS512,PS256,PS384,PS512,ES256,HS512",
                "srv/app/run.sh|# Creds: AZ_SP_ID/AZ_SP_PASSWORD/AZ_TENANT_ID/AZ_SUBSCRIPTION_ID.",
                "srv/app/app.yml|#   deepl_api_key: \"48E92789-57A3-466A-9959-1A1A1A1A1A1A\"",
                "srv/app/app.yml|SA_PASSWORD: YourStrongPassw0rd",
                "srv/app/users.xml|<user name=\"user1\" password=\"user1Pass\"/>",
                "srv/app/compose.yml|#  - 'ROOT_PASSWORD=Mongo123'",
                "srv/app/users.yaml|password_expires_at: lt:2016-12-08T22:02:00Z",
                "srv/app/run.sh|  run_pass \"grpcproxy_e2e\" \"${@}\"",
                "src/cache.ts|secret: 'header.eyJvaWQiOiAib2JqZWN0MTIzNCIsICJzdWIiOiAic3ViIn0=.signature'",
                "src/Client.java|addHeader(\"Authorization\", \"Basic Zmx5OlpteDU=\")",
                "src/opamp.proto|// key=\"Authorization\", Value=\"Basic YWxhZGRpbjpvcGVuc2VzYW1l\".",
                "src/Telemetry.java|private String telemetryApiKey ="
                        + " \"phc_t3lgBB66QsPW4HEfiGopO14um4XGNtBcefEKYWelWda\";",
                "srv/app/install.sh|mysql -p$MYSQL_PASSWORD --default-character-set=utf8 -e \"CREATE DATABASE IF NOT"
                        + " EXISTS $DB;\"",
                "pkg/plugin.pb.go|UserPass *X `protobuf:\"bytes,6,opt,name=user_pass,json=userPass,proto3,oneof\"`",
                "src/Target.java|@Schema(example = \"\"\"{ \"securityToken\" : \"949f1c3487125467464a960d750373c1\""
                        + " }\"\"\")",
                "src/suites.properties|TLS_DHE_PSK_WITH_NULL_SHA384 ="
                        + " DHE-PSK-NULL-SHA384,DHEPSK,PSK,NULL,SHA384,TLSv1.2,false,NONE",
                "etc/dovecot.conf|#ssl_cipher_list = ALL:!kRSA:!aNULL:!MD5:!PSK:!RC4:!ADH:!LOW@STRENGTH",
                "srv/app/report.xml|<PwdLastSet>2024-06-06T09:04:51.018471+02:00</PwdLastSet>",
                "srv/app/users.json|\"password\": \"md5$c77N8n6nJPb1$3b35343aac5e46740f6e673521aa53dc\",",
                "srv/app/run.sh|git config --global user.signingkey B02611B009E5302EB58D102D6C2EDF3C90D33841",
                "src/docbkx/rest.xml|\"access_token\": \"f9063e26-3a29-41ec-86de-1d0d68aa85e9\"",
                "etc/haproxy/haproxy.cfg|ssl-default-bind-ciphers"
                        + " kEDH+AESGCM:AES256-SHA:HIGH:!RC4:!PSK:!RSAPSK:!aDH:!aECDH:!KRB5-DES-CBC3-SHA:!SRP",
                "srv/app/app.yml|access_token_encrypted_response_enc: 'A128CBC-HS256'",
                "srv/app/identity.xml|<IdTokenMethod>A128CBC+HS256</IdTokenMethod>",
                "srv/app/config.toml|client_token = \"pub3f9c1d7a20e84b65cf1d0a9be7340c52\"",
                "src/suite.go|const totpSecret = \"JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP\"",
                "srv/app/values.yaml|password: 'sha1:4f0be91c27da:9507d45e087d5ee481a5ce9f4f16f37a0867318c'",
                "srv/app/start.sh|DEFAULT_PASSWORD='22d3dd348a42d7f040487887b0ea6cc7$"
                        + "79ce831819539c78537884f85b65a09e15b079d79eb8f99447ea9b0a58fa66a6'",
                "srv/app/site.xml|<property><name>shop.password.salt</name><value>f77aLYLo</value></property>",
                "srv/app/values.yaml|defaultPassword: cGFzc3dvcmQ=",
                "src/report.go|PASS = \"\\033[32mPASS1\\033[0m\"",
                "srv/app/compose.yml|command: ['-mysql-no-pass', '-listen-port=3900']",
                "turbo.json|\"globalPassThroughEnv\": [\"CI\", \"E2E_SHARD\"]",
                "srv/app/check.sh|echo \"PASS: test_sm4gcm_rsa_key_with_sm4gcm_algo\"",
                "srv/app/compose.yml|command: --admin-password"
                        + " $$2y$$05$$cQ4zB2SEdP4U3kkNhUV.Gu/xPdE4wSKEo1ncBFfKeERMI6IiXbg8y",
                "srv/app/install.conf|## \u4f8b\u5982 DE_MYSQL_PASSWORD=\"Kd8&^4%%9w\"",
                "Earthfile|    BUILD --pass-args +test-no-qemu-group12",
                "srv/app/compose.yml|  -"
                        + " GRAYLOG_ROOT_PASSWORD_SHA2=8c6976e5b5410415bde908bd4dee15dfb167a9c873fc4bb8a81f6f2ab448a918",
                "srv/app/users.xml|<password_double_sha1_hex>e395796d6546b1b65db9d665cd43f0e858dd4303</password_double_sha1_hex>",
                "srv/app/run.sh|docker login --username AWS --password-stdin registry.example.net/x5u3w5h",
                "src/config.ts|gpgKeyPassphrase: 'keeper://riW92t8X4tk4ZmQc8-FZ4Q/custom_field/passphrase',",
                "srv/app/.env|DB_PASSWORD=bws://3f9c1d7a-20e8-4b65-8f1d-0a9be7340c52",
                "srv/app/roles.json|\"encrypted_password\": \"b093c0d3b281ba6da1eacc608620abd8\",",
                "srv/app/app.yml|basicAuthPassword: ^_^secretkey^_^",
                "src/Chat.java|\"Postman-Token\": \"a8c4139c-5df9-4a18-b010-c5a7c7cb508b\"",
                "src/slack.ts|token: \"Jhj5dZrVaK7ZwHHjRyZWjbDl\",",
                "srv/app/vault.txt|token_accessor       2dfa4031-973b-cf88-c749-ee6f520ecaea",
                "usr/include/openssl/obj_mac.h|#define SN_dhSinglePass_stdDH_sha1kdf_scheme"
                        + "            \"dhSinglePass-stdDH-sha1kdf-scheme\"",
                "var/log/bootstrap.log|Unpacking passwd (1:4.13+dfsg1-1+deb12u2) ...",
                "var/log/bootstrap.log|pool/main/s/shadow/passwd_1%3a4.13+dfsg1-1+deb12u2_amd64.deb [1]",
                "var/log/dnf.log|Installed: passwd: 0.80-10.el8_9.x86_64",
                "srv/node_modules/debug/.coveralls.yml|repo_token: SIAeZjKYlHK74rbcFvNHMUzjRiMpflxve"
            })
    void whatIsNoCredentialIsNotReported(String path, String line) {
        assertThat(rules(path, line + "\n")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "srv/app/compose.yml|  - 'ROOT_PASSWORD=Mongo123'|generic-password",
                "srv/app/compose.yml|#  - 'ROOT_PASSWORD=atlasR0cks!'|generic-password",
                "src/theme.tsx|password: 'brandGrey.400x',|generic-password",
                "src/theme.tsx|password: 'Summer.2024',|generic-password",
                "srv/app/app.properties|db.password=Winter,2024,Shop!|generic-password",
                "srv/app/app.properties|db.password=K4:TT:9p!wXq|generic-password",
                "srv/app/app.properties|db.password=sha1:Kd83:9p!wXq|generic-password",
                "src/report.go|PASS = \"Winter\\2024!\"|generic-password",
                "srv/app/values.yaml|defaultPassword: U3VtbWVyMjAyNA==|generic-password",
                "srv/app/compose.yml|command: ['-mysql-pass', '-Kd83=9p!wXq4']|generic-password",
                "turbo.json|\"globalPassword\": [\"CI\", \"Kd83x9p!wXq4\"]|generic-password",
                "srv/app/check.sh|PASS=test_9Kd83xwXq4|generic-password",
                "Earthfile|    RUN shop --password Kd83x9p!wXq4|generic-password",
                "srv/app/compose.yml|command: --admin-password $$2y$$Kd83x9p!wXq4|generic-password",
                "srv/app/install.conf|\u4f8b DE_MYSQL_PASSWORD=\"Kd8&^4%%9w\"|generic-password",
                "src/Target.java|@Schema(example = \"\"\"{}\"\"\") String securityToken ="
                        + " \"949f1c3487125467464a960d750373c1\";|generic-secret",
                "srv/app/.env|ENCRYPTED_PASSWORD=b093c0d3b281ba6da1eacc608620abd8|generic-password",
                "srv/app/app.yml|DB_PASSWORD: ^_^Winter2024^_^|generic-password",
                "srv/app/app.properties|db.password=@@@xKdWqRtZpLmNvBhj@@@|generic-password",
                "src/config.ts|gpgKeyPassphrase: 'Keeper:Kd83x9p!wXq4',|generic-password",
                "srv/app/app.yml|SA_PASSWORD: Yourself2024!|generic-password",
                "srv/app/app.yml|LAST_TIME_PASSWORD: Winter2024!|generic-password",
                "srv/app/shop.h|#define SHOP_PASSWORD \"Sh0p-Kd83xWq9\"|generic-password",
                "var/log/shop.log|password (1:4.13+dfsgKd8-1+deb12u2)|generic-password",
                "srv/app/app.yml|DB_PASSWORD: 4.13-kdq8.el|generic-password",
                "srv/app/app.yml|ADMIN_PASSWORD_SHOP1: 'Shop1!-+'|generic-password",
                "srv/app/app.yml|ADMIN_PASSWORD_SHOP_2024: 'Shop-2024!'|generic-password",
                "srv/app/app.yml|DB_PASSWORD: 'Kd8\\(x9\\wXq4'|generic-password",
                "srv/app/.coveralls.yml|repo_token: SIAeZjKYlHK74rbcFvNHMUzjRiMpflxvf|generic-secret"
            })
    void whatLooksAlikeAndIsAPasswordIsReported(String path, String line, String rule) {
        assertThat(rules(path, line + "\n")).containsExactly(rule);
    }

    @Test
    void aMarkInTheTextOfALanguageModelIsNoToken() {
        assertThat(rules("srv/app/vision.py", "start_of_img_token=\"<|START_OF_IMG|>\",\n"))
                .isEmpty();
        assertThat(rules("srv/app/vision.py", "api_token=\"<|Kd83x9pwXq4LmTz7|>\",\n"))
                .containsExactly("generic-secret");
    }

    @Test
    void aChoiceOfAPatternOfVimIsNoToken() {
        assertThat(rules(
                        "usr/share/vim/syntax/rego.vim",
                        "syn match regoFuncTokenSigning \"\\<io\\.jwt\\.\\(encode_sign_raw\\|encode_sign\\)\\>\"\n"))
                .isEmpty();
    }

    @Test
    void whatAnAddressInADocumentationStringShowsIsNoToken() {
        String address =
                "https://shop.example/login?oauth_token=Kd83x9pwXq4LmTz7&oauth_callback=https%3A%2F%2Fshop.example";
        assertThat(rules(
                        "srv/app/login.py",
                        "class Login:\n    \"\"\"Follows it.\n\n    >>> '" + address + "'\n    \"\"\"\n"))
                .isEmpty();
        assertThat(rules("srv/app/login.py", "LOGIN = '" + address + "'\n")).containsExactly("generic-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## e.g:\n## auth:\n##   client_secret: %s\n",
                "# For example:\n# client_secret: %s\n",
                "# Example:\n# client_secret: %s\n"
            })
    void aCommentThatAnnouncesAnExampleShowsNoSecret(String text) {
        assertThat(rules(SETTINGS, text.formatted(template.fill("{alnum:32}")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "# For example:\nclient_secret: %s\n",
                "# See the example.\n# client_secret: %s\n",
                "# example: x\n# client_secret: %s\n",
                "# For example:\n# a\n# b\n# c\n# client_secret: %s\n"
            })
    void aSettingBesideAnExampleIsReported(String text) {
        assertThat(rules(SETTINGS, text.formatted(template.fill("{alnum:32}")))).containsExactly("generic-secret");
    }

    @Test
    void basicCredentialsOfSomebodyAreReported() {
        String encoded = Base64.getEncoder()
                .encodeToString(template.fill("deploy:{alnum:20}").getBytes(StandardCharsets.US_ASCII));
        assertThat(rules(
                        "srv/app/app.ts",
                        "const authorization = ['Basic " + encoded + "'];\nconst x = {authorization: 'Basic " + encoded
                                + "'};\n"))
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{hex:32}", "{alnum:41}"})
    void aRandomTokenIsReportedEvenIfItsSchemeIsBasicByMistake(String token) {
        assertThat(rules("srv/app/app.yml", template.fill("auth_token: \"Basic " + token + "\"\n")))
                .containsExactly("generic-secret");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"role\":\"anon\",\"iat\":1767309152,\"exp\":1950185152}|true",
                "{\"iss\":\"supabase\",\"ref\":\"kdwqpolmnb\",\"role\":\"anon\",\"iat\":1767309152,\"exp\":1950185152}|true",
                "{\"role\":\"service_role\",\"iat\":1767309152,\"exp\":1950185152}|false",
                "{\"role\":\"anon\",\"role\":\"service_role\",\"exp\":1950185152}|false",
                "{\"role\":\"anon\",\"sub\":\"clerk\",\"exp\":1950185152}|false"
            })
    void theRoleOfWhoeverHasNotLoggedInIsPublic(String claims, boolean isPublic) {
        String token = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64(claims) + "."
                + template.fill("{alnum:43}");

        assertThat(rules(PROGRAM, "String key = \"" + token + "\";\n").isEmpty())
                .isEqualTo(isPublic);
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aKeyThatOnlySearchesIsPublic() {
        assertThat(rules("srv/app/.env", template.fill("NEXT_PUBLIC_ALGOLIA_SEARCH_ONLY_API_KEY={hex:32}\n")))
                .isEmpty();
        assertThat(rules("srv/app/.env", template.fill("ALGOLIA_ADMIN_API_KEY={hex:32}\n")))
                .containsExactly("algolia-admin-key");
    }

    @Test
    void theExampleOfAnOpenApiAnnotationIsNotReported() {
        String text = "@Content(examples = @ExampleObject('''{\n  \"authToken\": \"{alnum:32}\",\n}'''))\n%s";
        assertThat(rules(PROGRAM, template.fill(text.formatted("")))).isEmpty();
        assertThat(rules(PROGRAM, template.fill(text.formatted("String authToken = \"{alnum:32}\";\n"))))
                .containsExactly("generic-secret");
    }

    @Test
    void aTextInASecretOfKubernetesIsReportedForItsSecretsOnly() {
        String head = "apiVersion: v1\nkind: Secret\nstringData:\n";
        assertThat(rules(
                        SETTINGS,
                        head + "  config.yaml: |\n    web:\n      - id: dev\n        name: \"Shop Development\"\n"))
                .isEmpty();
        assertThat(rules(
                        SETTINGS,
                        head + "  config.alloy: |\n      discovery.kubernetes \"pods\" {\n        role = 1\n      }\n"))
                .isEmpty();
        assertThat(rules(
                        SETTINGS, template.fill(head + "  config.yaml: |\n    web:\n      clientSecret: {lower:12}\n")))
                .contains("kubernetes-secret");
        assertThat(rules(SETTINGS, template.fill(head + "  admin: |\n    {lower:12}\n")))
                .contains("kubernetes-secret");
        assertThat(rules(SETTINGS, template.fill(head + "  hosts: |\n    hook = \"https://a.b/c?d={alnum:24}\"\n")))
                .contains("kubernetes-secret");
        assertThat(rules(SETTINGS, template.fill(head + "  config.yaml: |\n    name: Shop\n  admin: {lower:12}\n")))
                .contains("kubernetes-secret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stringData:\n  clientID: shopstack\n  audience: shopstack\n",
                "stringData:\n  cloudcontrollermanager: cloud-controller-manager-local\n",
                "data:\n  password: cGFzcw==\n",
                "stringData:\n  hosts.toml: |\n    server = \"https://$registry\"\n",
                "stringData:\n  id: application-id\n  token: content-access-token\n",
                "data:\n"
                        + "  ssh_config:"
                        + " aG9zdCAqCiAgSWRlbnRpdHlGaWxlIC9ldGMva2V5CiAgU3RyaWN0SG9zdEtleUNoZWNraW5nID0gbm8K\n"
            })
    void namesAndFilesOfSettingsInASecretOfKubernetesAreNotReported(String data) {
        assertThat(rules(SETTINGS, "apiVersion: v1\nkind: Secret\n" + data)).isEmpty();
    }

    @Test
    void theSecretInAFileOfASecretOfKubernetesIsReported() {
        String file = template.fill("user = shop\napi_token = {alnum:40}\n");
        String encoded = Base64.getEncoder().encodeToString(file.getBytes(StandardCharsets.US_ASCII));
        assertThat(rules(SETTINGS, "apiVersion: v1\nkind: Secret\ndata:\n  app.ini: " + encoded + "\n"))
                .isNotEmpty();
        assertThat(rules(SETTINGS, "apiVersion: v1\nkind: Secret\ndata:\n  passwords: " + encoded + "\n"))
                .contains("kubernetes-secret");
    }

    @Test
    void aHashInASecretOfKubernetesIsNotReported() {
        String head = "apiVersion: v1\nkind: Secret\nstringData:\n  USER_PASSWORD: ";
        String hash = template.fill("$2y$12${alnum:53}");
        assertThat(rules(SETTINGS, head + hash + "\n")).isEmpty();
        assertThat(rules(SETTINGS, head + hash + "x\n")).contains("kubernetes-secret");
    }

    @Test
    void aWebTokenThatExpiredLongAgoIsNotReported() {
        assertThat(rules("srv/app/calls.json", "\"value\": \"Bearer " + token("\"exp\":1539595979") + "\"\n"))
                .isEmpty();
        assertThat(rules("srv/app/app.yml", "access_token: " + token("\"exp\":1539595979") + "\n"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"exp\":4102444800",
                "\"exp\":1539595979,\"exp\":4102444800",
                "\"exp\":1539595979000",
                "\"exp\":-1",
                "\"exp\":0",
                "\"exp\":3600",
                "\"ctx\":{\"exp\":1539595979}",
                "\"exp\":1539595979,\"exp\":1e11",
                "\"exp\":1539595979,\"\\u0065xp\":4102444800",
                "\"name\":\"x\""
            })
    void aWebTokenThatMayStillBeValidIsReported(String claim) {
        assertThat(rules("srv/app/app.yml", "value: " + token(claim) + "\n")).containsExactly("json-web-token");
    }

    private String token(String claim) {
        return encoded("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "."
                + encoded("{\"sub\":\"deploy\",\"iss\":\"https://login.acme.net/shop\"," + claim + "}") + "."
                + template.fill("{alnum:43}");
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    private String braced(String value) {
        return template.fill(value)
                .replace('[', '{')
                .replace(']', '}')
                .replace('(', '[')
                .replace(')', ']');
    }

    private String filled(String text) {
        return text.formatted(template.fill("{hex:40}"), template.fill("{hex:40}"));
    }

    private static List<String> rules(String path, String content) {
        return Searched.file(path, content).rules();
    }
}
