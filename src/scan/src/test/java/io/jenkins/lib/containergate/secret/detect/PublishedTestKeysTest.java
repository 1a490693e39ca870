package io.jenkins.lib.containergate.secret.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Keys that everybody has are not reported, and nothing else is taken for one. */
class PublishedTestKeysTest {
    private static final String GOST =
            "MEUCAQAwHAYGKoUDAgITMBIGByqFAwICIwEGByqFAwICHgEEIgQgdNfuHGmmTdPmp5dAa3ea9UYxpdYQPP9lbDwzQwG2bJM=";
    private static final String P_192 =
            "MF8CAQEEGLjezFcbgDMeApVrdtZHvu/k1a8/tVZ41KAKBggqhkjOPQMBAaE0AzIABO1lciKdgxeRH8k6"
                    + "4vxcaV1OYIK9akVrW02Dw21MXhRLP0l0wzCw6LGSr5rS6AaLFg==";
    private static final String P_256 =
            "MHcCAQEEIPAKWV7+pZe9c5EubMNfAEKWRQtP/MvlO9HehwHmJssNoAoGCCqGSM49AwEHoUQDQgAE2CNO"
                    + "NRio3ciuXtoomJKs3MdbzLbd44VPhtzJN30VLFm5gvnfiCj2zzz7pl9Cv0ECHl6yedNI8QEKdcwCDgEmkQ==";
    private static final String SSH2_ED25519 = "MC4CAQAwBQYDK2VwBCIEIHKj+sVa9WcD/q2DJUJaf43Kptc8xYuUQA4bOFj9vC8T";

    static List<String> published() {
        return List.of(GOST, P_192, P_256, SSH2_ED25519);
    }

    @ParameterizedTest
    @MethodSource("published")
    void aPublishedKeyIsNotReportedInAnyForm(String key) {
        byte[] der = Base64.getDecoder().decode(key);
        assertThat(Searched.file("srv/key.pem", pem("PRIVATE KEY", key)).found())
                .isEmpty();
        assertThat(Searched.file("srv/key.pem", pem("EC PRIVATE KEY", key).replace("\n", "\r\n"))
                        .found())
                .isEmpty();
        assertThat(Searched.file(
                                "srv/main.c",
                                "char k[] = \"" + pem("PRIVATE KEY", key).replace("\n", "\\n") + "\";")
                        .found())
                .isEmpty();
        assertThat(Searched.file("usr/lib/libgnutls.so.30", "\0\1\2\3" + pem("EC PRIVATE KEY", key) + "\0")
                        .found())
                .isEmpty();
        assertThat(Searched.file("srv/key.der", der).found()).isEmpty();
    }

    @Test
    void aKeyThatCallsItselfATestKeyIsNotReportedAndTheSameWithoutArmourIs() throws Exception {
        String key = fresh();
        assertThat(Searched.file("srv/keys.go", pem("TESTING KEY", key)).found())
                .isEmpty();
        assertThat(Searched.file("srv/app.env", "SIGNING=" + key + "\n").found())
                .hasSize(1);
    }

    @Test
    void anotherKeyBesideAPublishedOneIsReported() throws Exception {
        String text = pem("EC PRIVATE KEY", P_256) + pem("PRIVATE KEY", fresh()) + pem("EC PRIVATE KEY", P_192);
        assertThat(Searched.file("srv/keys.pem", text).found()).hasSize(1);
    }

    /** With anything more than the key in it, a block counts as any other. */
    @Test
    void aBlockThatHoldsMoreThanAPublishedKeyIsReported() throws Exception {
        String hidden = P_256 + "\n" + fresh();
        assertThat(Searched.file("srv/key.pem", pem("EC PRIVATE KEY", hidden)).found())
                .hasSize(1);
        byte[] der = Base64.getDecoder().decode(P_256);
        byte[] longer = Arrays.copyOf(der, der.length + 3);
        String more = Base64.getEncoder().encodeToString(longer);
        assertThat(Searched.file("srv/key.pem", pem("EC PRIVATE KEY", more)).found())
                .hasSize(1);
    }

    /** The public half of a published key before the secret of another. */
    @Test
    void aKeyThatOnlyClaimsToBeAPublishedOneIsReported() {
        byte[] der = Base64.getDecoder().decode(P_256);
        for (int i = 7; i < 39; i++) {
            byte[] other = der.clone();
            other[i] ^= 1;
            String key = Base64.getEncoder().encodeToString(other);
            assertThat(Searched.file("srv/key.pem", pem("EC PRIVATE KEY", key)).found())
                    .hasSize(1);
        }
    }

    @Test
    void aKeyOfOnesOwnIsReported() throws Exception {
        assertThat(Searched.file("srv/key.pem", pem("PRIVATE KEY", fresh())).found())
                .hasSize(1);
    }

    @Test
    void eachEntryOfTheListNamesAHashOnceAndItsSource() throws Exception {
        try (InputStream in = PublishedTestKeys.class.getResourceAsStream("published-test-keys.txt")) {
            List<String> entries = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
            assertThat(entries).allMatch(entry -> entry.matches("[0-9a-f]{64} \\S.{10,}"));
            assertThat(entries.stream().map(entry -> entry.substring(0, 64)))
                    .hasSizeGreaterThan(40)
                    .doesNotHaveDuplicates();
        }
    }

    private static String fresh() throws Exception {
        KeyPairGenerator pairs = KeyPairGenerator.getInstance("EC");
        pairs.initialize(256);
        return Base64.getEncoder()
                .encodeToString(pairs.generateKeyPair().getPrivate().getEncoded());
    }

    private static String pem(String label, String body) {
        String armour = "-".repeat(5);
        return armour + "BEGIN " + label + armour + "\n" + body + "\n" + armour + "END " + label + armour + "\n";
    }
}
