package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms in which dumps, answer files and programs have passwords, and directories of images that hide none. */
class PlacesOfPasswordsTest {
    private final SecretTemplate template = new SecretTemplate(43);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dump.sql:COPY public.users (id, name, password, email) FROM stdin;\n"
                        + "1\talice\t{password}\ta@acme.net\n"
                        + "\\.\n",
                "Login.java:class A { boolean b(String password) { return password.equals(\"{alnum:20}\"); } }\n",
                "app.js:if (req.headers[\"x-api-key\"] !== \"{alnum:32}\") deny()\n",
                "app.py:if password != '{alnum:20}':\n",
                "unattend.xml:<AdministratorPassword>\n  <Value>{alnum:20}</Value>\n</AdministratorPassword>\n",
                "anaconda-ks.cfg:rootpw --plaintext {alnum:16}\n",
                "preseed.cfg:d-i passwd/user-password password {alnum:16}\n",
                "snmpd.conf:createUser shop SHA \"{alnum:16}\" AES\n",
                "share.cred:username=shop\npassword={alnum:16}\n",
                "client.ovpn:<auth-user-pass>\nshop\n{alnum:16}\n</auth-user-pass>\n",
                "0123456789abcdef0123456789abcdef:K 8\npassword\nV 16\n{alnum:16}\nK 8\nusername\n"
            })
    void aPasswordIsFound(String file) {
        int colon = file.indexOf(':');
        String text = template.fill(file.substring(colon + 1));

        assertThat(Searched.file("srv/" + file.substring(0, colon), text).found())
                .as(file)
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dump.sql:COPY public.users (id, name, password) FROM stdin;\n1\talice\t\\N\n\\.\n",
                "Login.java:return password.equals(confirmation) || password.equals(\"changeme\");\n",
                "app.js:if (req.headers[\"x-api-key\"] !== expected) deny()\n",
                "app.js:if (password != null && token != 'undefined') next()\n",
                "snmpd.conf:createUser shop SHA \"PASSPHRASE\"\n"
            })
    void whatOnlyLooksLikeOneIsNot(String file) {
        int colon = file.indexOf(':');

        assertThat(Searched.file("srv/" + file.substring(0, colon), file.substring(colon + 1))
                        .found())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/share/nginx/html/docs/config.json",
                "usr/share/nginx/html/test/config.json",
                "usr/share/tomcat10/webapps/shop/examples/db.properties",
                "usr/local/lib/shop/test/config.yml",
                "usr/local/share/shop/docs/config.yml"
            })
    void settingsOfOnesOwnAreSearchedInDirectoriesOfTheSystem(String path) {
        assertThat(FileKind.ofImage(path)).isEqualTo(FileKind.SETTINGS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "app/node_modules/acme/lib/db.js",
                "app/vendor/acme/db.php",
                "usr/local/bundle/gems/acme-1.0/lib/acme.rb",
                "usr/local/lib/node_modules/acme/index.js"
            })
    void programsInTheSoftwareOfOthersAreSearchedForPasswords(String path) {
        assertThat(FileKind.ofImage(path)).isEqualTo(FileKind.PROGRAM);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usr/share/doc/nginx/html/config.json",
                "usr/share/shop/docs/config.json",
                "usr/local/lib/python3.12/site-packages/shop/tests/config.yml",
                "usr/local/lib/node_modules/shop/test/config.yml",
                "app/node_modules/shop/test/db.js"
            })
    void documentationAndTestsOfTheSoftwareOfOthersAreNot(String path) {
        assertThat(FileKind.ofImage(path)).isEqualTo(FileKind.PROSE);
    }

    @Test
    void textsAndPagesOfOnesOwnAreSearchedInImages() {
        for (String path :
                List.of("app/README.md", "srv/README", "opt/docs/install.rst", "usr/share/nginx/html/notes.md")) {
            assertThat(FileKind.ofImage(path)).as(path).isEqualTo(FileKind.SETTINGS);
        }
        for (String path : List.of("app/public/index.html", "app/dist/main.js.map")) {
            assertThat(FileKind.ofImage(path)).as(path).isEqualTo(FileKind.PROGRAM);
        }
        for (String path : List.of(
                "usr/share/shop/README.md",
                "app/node_modules/shop/README.md",
                "usr/lib/python3/dist-packages/shop/index.html",
                "app/example.md",
                "app/test_notes.md")) {
            assertThat(FileKind.ofImage(path)).as(path).isEqualTo(FileKind.PROSE);
        }
    }

    @Test
    void aTokenOfABadgeIsNoSecret() {
        String badge =
                "https://codecov.io/gh/acme/shop/branch/main/graph/badge.svg?token=" + template.fill("{alnum:20}");

        assertThat(Searched.file("srv/settings.yml", "badge: " + badge + "\n").found())
                .isEmpty();
        assertThat(Searched.file(
                                "srv/settings.yml",
                                "url: https://acme.net/?token=" + template.fill("{alnum:20}") + "\n")
                        .found())
                .hasSize(1);
    }

    @Test
    void keysOfKerberosAreFound() throws IOException {
        byte[] keytab = keytab(32);

        assertThat(Searched.file("etc/krb5.keytab", keytab).rules()).containsExactly("private-key");
        assertThat(Searched.file("etc/krb5.keytab", keytab).found().get(0).title())
                .isEqualTo("Keytab of Kerberos");
        assertThat(Searched.file("etc/krb5.keytab", Arrays.copyOf(keytab, 5 << 20))
                        .rules())
                .containsExactly("private-key");
        assertThat(Searched.file("etc/krb5.keytab", keytab(0, 300, 32)).rules())
                .as("behind entries that hold none")
                .containsExactly("private-key");
        for (byte[] other : List.of(
                keytab(0), keytab(0, 300), "\5\2text that only begins so".getBytes(StandardCharsets.US_ASCII))) {
            assertThat(Searched.file("etc/krb5.keytab", other).found()).isEmpty();
        }
    }

    /** After an entry that was removed. */
    private static byte[] keytab(int... keys) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(out);
        data.writeShort(0x502);
        data.writeInt(-4);
        data.writeInt(0);
        for (int key : keys) {
            data.writeInt(2 + 6 + 6 + 11 + 2 + key);
            data.writeShort(1);
            data.writeShort(4);
            data.writeBytes("ACME");
            data.writeShort(4);
            data.writeBytes("shop");
            data.write(new byte[9]);
            data.writeShort(18);
            data.writeShort(key);
            data.write(new byte[key]);
        }
        return out.toByteArray();
    }
}
