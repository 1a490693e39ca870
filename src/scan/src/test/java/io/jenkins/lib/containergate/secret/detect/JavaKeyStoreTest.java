package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyStore;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JavaKeyStoreTest {

    @ParameterizedTest
    @ValueSource(strings = {"changeit", "changeme", "password"})
    void aKeyInAStoreWithAUsualPasswordIsFound(String password) throws Exception {
        assertThat(Searched.file("opt/app/keystore.jks", store(password)).found())
                .hasSize(1);
    }

    @Test
    void aStoreWithAPasswordOfItsOwnIsNone() throws Exception {
        Searched searched = Searched.file("opt/app/keystore.jks", store("a-password-nobody-guesses"));
        assertThat(searched.found()).isEmpty();
        assertThat(searched.unsearched()).isEmpty();
    }

    @Test
    void aStoreWithoutKeysIsNone() throws Exception {
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(null, null);
        assertThat(Searched.file("etc/ssl/certs/java/cacerts", written(store, "changeit"))
                        .found())
                .isEmpty();
    }

    @Test
    void aDamagedStoreIsUndecided() throws Exception {
        byte[] whole = store("changeit");
        assertThat(Searched.file("opt/app/keystore.jks", Arrays.copyOf(whole, 20))
                        .unsearched())
                .hasSize(1);
    }

    @Test
    void anOldLzmaFileIsUndecidedAndNotPassedOver() {
        byte[] head = HexFormat.of().parseHex("5d00008000ffffffffffffffff0022334455");
        assertThat(Searched.file("srv/dump.lzma", head).unsearched()).hasSize(1);
    }

    private static byte[] store(String password) throws Exception {
        KeyStore store = KeyStore.getInstance("JCEKS");
        store.load(null, null);
        Key key = new SecretKeySpec("0123456789abcdef".getBytes(StandardCharsets.US_ASCII), "AES");
        store.setKeyEntry("shop", key, password.toCharArray(), null);
        return written(store, password);
    }

    private static byte[] written(KeyStore store, String password) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        store.store(out, password.toCharArray());
        return out.toByteArray();
    }
}
