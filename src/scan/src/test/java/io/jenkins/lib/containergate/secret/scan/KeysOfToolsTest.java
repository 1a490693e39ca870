package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import io.jenkins.lib.containergate.testkit.signature.SelfSigned;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys and passwords in the forms that tools print, store and include them in. */
class KeysOfToolsTest {
    private final SecretTemplate template = new SecretTemplate(7);

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"priv:\n    ", "privateExponent:\n    00:", "private exponent:\n\t00:", "private key:\n\t"})
    void aPrivateKeyThatOpensslOrCerttoolPrintsIsFound(String beginning) {
        String octets = template.fill("{hex:60}").replaceAll("(..)(?!$)", "$1:").replaceAll("(.{45})", "$1\n    ");
        assertThat(Searched.file("srv/key.txt", beginning + octets + "\n").rules())
                .containsExactly("private-key-as-text");
        assertThat(Searched.file("srv/key.txt", "pub:\n    " + octets + "\n").rules())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "privatekey, wireguard-key-file",
        "private.key, wireguard-key-file",
        "privatekey-peer1, wireguard-key-file",
        "publickey, ",
        "publickey-peer1, "
    })
    void aKeyAloneInAFileIsPrivateByTheNameOfTheFile(String name, String rule) {
        Searched searched = Searched.file("etc/wireguard/" + name, template.fill("{b64:42}E=\n"));
        assertThat(searched.rules()).isEqualTo(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @ValueSource(strings = {"keystore: %s\n", "KEYSTORE=%s\n", "{\"store\": \"%s\"}"})
    void aStoreInBase64ThatAnybodyOpensIsAKey(String form) throws Exception {
        SelfSigned signed = SelfSigned.create(directory, "CN=shop", "-1d", 30);
        assertThat(Searched.file("srv/a.yaml", form.formatted(base64(signed.store("changeit"))))
                        .rules())
                .containsExactly("private-key");
        assertThat(Searched.file("srv/a.yaml", form.formatted(base64(signed.store("Tr4-unguessed-9"))))
                        .found())
                .isEmpty();
    }

    private static String base64(byte[] bytes) {
        return new String(Base64.getEncoder().encode(bytes), StandardCharsets.US_ASCII);
    }

    @Test
    void aPasswordInAPillarOfSaltIsFound() {
        assertThat(Searched.file("srv/pillar/mysql.sls", template.fill("mysql:\n  pass: {alnum:20}\n"))
                        .rules())
                .containsExactly("generic-password");
    }

    @Test
    void anOwnerWrittenTogetherWithThePasswordIsFound() {
        assertThat(Searched.file("srv/app/.env", template.fill("PGPASS={alnum:12}\n"))
                        .rules())
                .containsExactly("generic-password");
    }
}
