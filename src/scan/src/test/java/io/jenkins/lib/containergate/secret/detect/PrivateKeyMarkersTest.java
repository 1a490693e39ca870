package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs that read keys name the markers of keys; only what has a key in it is one. */
class PrivateKeyMarkersTest {
    private static final String PUTTY_FILE = "PuTTY-User-Key" + """
        -File-3: ssh-ed25519
        Encryption: none
        Comment: deploy
        Public-Lines: 2
        AAAAC3NzaC1lZDI1NTE5AAAAIGZha2VwdWJsaWNrZXlmYWtlcHVibGlja2V5ZmFr
        ZXB1
        Private-Lines: 1
        AAAAIHhq7mPq0rWkTnYbVtGsLzXcQeRdFuJoIiKpHaSfDgZw
        Private-MAC: 5d1f
        """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "String BEGIN = \"-----BEGIN PRIVATE KEY-----\", END = \"-----END PRIVATE KEY-----\";\n"
                        + "String s = BEGIN + body + END;",
                "if (pem.startsWith(\"-----BEGIN RSA PRIVATE KEY-----\")) { return"
                        + " MIIreader.parse(MIIBase64.decode(MIGeneric)); }",
                "String p = \"PuTTY-User-Key-File-\"; if (file.contains(\"Encryption: none\") &&"
                        + " file.contains(\"Private-Lines:\")) {",
                "static final String P = \"PuTTY-User-Key-File-2: ssh-rsa\\n"
                        + "Encryption: none\\n"
                        + "\"; // Private-Lines: then the key"
            })
    void aMarkerWithoutAKeyIsNone(String code) {
        assertThat(Searched.file("src/Keys.java", code).found()).isEmpty();
    }

    @Test
    void anUnencryptedKeyOfPuttyIsFoundAsAFileAndInStringLiterals() {
        assertThat(Searched.file("home/key.ppk", PUTTY_FILE).found()).hasSize(1);
        assertThat(Searched.file("home/key.ppk", PUTTY_FILE.replace("\n", "\r\n"))
                        .found())
                .hasSize(1);
        assertThat(Searched.file("src/Keys.java", "String K = \"" + PUTTY_FILE.replace("\n", "\\n\"\n  + \"") + "\";")
                        .found())
                .hasSize(1);
        assertThat(Searched.file("home/key.ppk", PUTTY_FILE.replace("none", "aes256-cbc"))
                        .found())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"1499.va_f0e811253a_6", "402.vca_263b_f200e3", "94.vcc3065403257", "2.21.2-433.v6d50b_92cfe52"})
    void theVersionOfAJenkinsPluginIsNoSecret(String version) {
        assertThat(Searched.file("pom.xml", "credentials:" + version + ";resolution:=optional,\n")
                        .found())
                .isEmpty();
        assertThat(Searched.file("plugins.yaml", "credentials: " + version + "\n")
                        .found())
                .isEmpty();
    }
}
