package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Digests in lists of files and in the rows of accounts are not reported, and secrets beside them are. */
class DigestsTest {
    private final SecretTemplate template = new SecretTemplate(7);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "login.js: {alnum:43}=\naccess_token.js: {alnum:43}=\nz.js: {alnum:43}=\n",
                "  \"access_token.css\": \"{alnum:27}=\",\n"
                        + "  \"b.js\": \"{alnum:27}=\",\n"
                        + "  \"c.svg\": \"{alnum:27}=\"\n",
                "a.h = {hex:64}\r\nb.h = {hex:64}\r\nsecret.h = {hex:64}\r\n",
                "'./Fields/Password.php' => '{hex:32}',\n",
                "'./a.tpl' => '{hex:32}',\n'./facebook/facebook.css' => '{hex:32}',\n'./b.md' => '{hex:32}',\n",
                "'./images/Password.png' => '{hex:32}',\n'./b.crt' => '{hex:32}',\n'./c.txt' => '{hex:32}',\n",
                "api_token.go\t{alnum:86}==\nb.go\t{alnum:86}==\nc.go\t{alnum:86}==\n"
            })
    void aDigestInAListOfFilesIsNotReported(String text) {
        assertThat(rules("dist/checksums.yml", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // two are no list
                "login.js: {alnum:43}=\naccess_token.js: {alnum:43}=\n",
                // files of settings hold what they are called
                "a.json: {alnum:43}=\naccess_token.json: {alnum:43}=\nb.json: {alnum:43}=\n",
                // another length
                "a.js: {alnum:43}=\naccess_token.js: {alnum:41}\nb.js: {alnum:43}=\n",
                // no digest is as long
                "a.js: {alnum:30}\naccess_token.js: {alnum:30}\nb.js: {alnum:30}\n",
                // one setting for several languages
                "token.java={hex:32}\ntoken.php={hex:32}\ntoken.js={hex:32}\n",
                "a.token.java={hex:32}\nb.token.php={hex:32}\nc.token.js={hex:32}\n",
                // names of settings
                "shop.id: {alnum:43}=\naccess_token: {alnum:43}=\nshop.url: {alnum:43}=\n",
                // not in one piece
                "a.js: {alnum:43}=\nb.js: {alnum:43}=\n\naccess_token.js: {alnum:43}=\n"
            })
    void aValueThatOnlyLooksLikeOneIsReported(String text) {
        assertThat(rules("dist/checksums.yml", text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "my %md5sums = (\n"
                        + "  'auth' => ['{hex:32}'],\n"
                        + "  'password' => [\n"
                        + "    '{hex:32}',\n"
                        + "    '{hex:32}',\n"
                        + "  ],\n"
                        + ");\n",
                "SHA256SUMS = {\n  \"shop\": \"{hex:64}\",\n  \"password\": \"{hex:64}\",\n}\n",
                "var checksums = map[string]string{\n\t\"password\": \"{hex:40}\",\n}\n",
                "{\"image\": {\"digests\": {\"client_secret\": \"{hex:64}\"}}}\n"
            })
    void aDigestInATableThatIsCalledOneIsNotReported(String text) {
        assertThat(rules("usr/sbin/update", text)).isEmpty();
        assertThat(rules("srv/app/sums.py", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // behind the table
                "my %md5sums = ( 'auth' => ['{hex:32}'] );\nmy %login = ( 'password' => '{hex:32}' );\n",
                // given to a call
                "checksums = load(password=\"{hex:32}\")\n",
                // no digest
                "my %md5sums = (\n  'password' => ['{alnum:32}'],\n);\n",
                // a way to sign
                "{\"hmac_sha256\": {\"client_secret\": \"{hex:64}\"}}\n",
                // what Perl and Ruby call a table
                "my %hash = ( 'password' => '{hex:32}' );\n",
                "hash = {password: '{hex:32}'}\n"
            })
    void aSecretBesideOrInAnotherTableIsReported(String text) {
        assertThat(rules("srv/app/login.pl", text)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO x_portal_user(login_id,password,email) VALUES ('admin','{hex:32}','');\n",
                "insert into `users` (`login`, `password`) values ('admin', '{hex:64}'), ('clerk', '{hex:64}');\n",
                "CREATE TABLE m_appuser (\n  id int,\n  password varchar(255)\n);\n"
                        + "INSERT INTO m_appuser VALUES (1,'{hex:64}');\n",
                "COPY accounts (login, password) FROM stdin;\nadmin\t{hex:40}\n\\.\n"
            })
    void aHashInARowOfAccountsIsNotReported(String text) {
        assertThat(rules("db/initial.sql", text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // what a program logs in with
                "INSERT INTO connections(login,password) VALUES ('shop','{hex:32}');\n",
                "INSERT INTO users(login,api_token) VALUES ('shop','{hex:32}');\n",
                // no digest is as long
                "INSERT INTO users(login,password) VALUES ('shop','{alnum:24}');\n",
                "INSERT INTO users(login,password) VALUES ('shop','{hex:24}');\n",
                // behind a hash
                "INSERT INTO users(login,password) VALUES ('shop','{hex:32}'), ('clerk','{alnum:24}');\n",
                // no statement
                "login,password\nshop,{hex:32}\n"
            })
    void aPasswordInARowIsReported(String text) {
        assertThat(rules(text.startsWith("login") ? "users.csv" : "db/initial.sql", text))
                .isNotEmpty();
    }

    @Test
    void aMemberOfAnElementOfAListIsNoPassword() {
        assertThat(rules("artifact.yaml", "    password=pass[0].Pass,\n")).isEmpty();
        assertThat(rules("artifact.yaml", "    password=pass[0.Pass,\n")).isNotEmpty();
    }

    @Test
    void theNameOfASuiteOfCiphersIsNoPassword() {
        assertThat(rules("src/tls.erl", "[\n  \"PSK-AES128-CBC-SHA256\",\n  \"PSK-AES128-CBC-SHA\"\n]\n"))
                .isEmpty();
        assertThat(rules("src/tls.erl", "psk = \"PSK-aES128-CBC-sHA\"\n")).isNotEmpty();
    }

    @Test
    void aCaseThatPassesIsNoPassword() {
        assertThat(rules("src/expect.py", "\"pass_case_1\": [\"Asd454s!DFG\", \"asdDS54254!*@\"],\n"))
                .isEmpty();
        assertThat(rules("src/expect.py", "\"pass_1\": [\"Asd454s!DFG\", \"asdDS54254!*@\"],\n"))
                .isNotEmpty();
    }

    private List<String> rules(String path, String text) {
        return Searched.file(path, template.fill(text)).rules();
    }
}
