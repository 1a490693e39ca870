package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import io.jenkins.lib.containergate.testkit.signature.SelfSigned;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private keys in binary files, which no keyword gives away. */
class KeyFilesTest {
    private static final String PATH = "srv/app/server.bin";

    /** An OpenPGP packet with the name of whoever has a key. */
    private static final byte[] USER = {(byte) 0xb4, 1, 'a'};

    @TempDir
    static Path directory;

    private static SelfSigned signed;

    @BeforeAll
    static void makeAKeyWithItsCertificate() {
        signed = SelfSigned.create(directory, "CN=shop", "-1d", 30);
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA", "Ed25519"})
    void aKeyThatIsWrittenWithoutArmourIsFound(String algorithm) throws Exception {
        byte[] key = KeyPairGenerator.getInstance(algorithm)
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        assertThat(Searched.file(PATH, key).rules()).containsExactly("private-key");
    }

    @Test
    void aKeyThatSomethingFollowsIsFound() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        assertThat(Searched.file(PATH, Packed.joined(key, key)).rules()).containsExactly("private-key");
        assertThat(Searched.file(PATH, Packed.joined(key, new byte[1000])).rules())
                .containsExactly("private-key");
    }

    @Test
    void anOpenPgpKeyWithoutArmourIsFoundUnlessEachOfItsPartsIsProtected() {
        byte[] open = Packed.joined(openPgp(5, 0), USER);
        assertThat(Searched.file("srv/secring.gpg", open).rules()).containsExactly("private-key");
        byte[] locked = Packed.joined(openPgp(5, 254), USER, openPgp(7, 254));
        assertThat(Searched.file("srv/secring.gpg", locked).rules()).isEmpty();
        byte[] leftAtHome = Packed.joined(openPgp(5, 255), USER, openPgp(7, 0));
        assertThat(Searched.file("srv/secring.gpg", leftAtHome).rules()).containsExactly("private-key");
        assertThat(Searched.file("srv/key.asc", armoured(leftAtHome)).rules()).containsExactly("private-key");
        assertThat(Searched.file("srv/key.asc", armoured(locked)).rules()).isEmpty();
    }

    @Test
    void anOpenPgpKeyIsFoundBehindAPublicOneAndOfAnyAlgorithmAndVersion() {
        byte[] publicKey = openPgp(6, 0);
        assertThat(Searched.file("srv/ring.gpg", Packed.joined(publicKey, USER)).rules())
                .isEmpty();
        assertThat(Searched.file("srv/ring.gpg", Packed.joined(publicKey, USER, openPgp(5, 0), USER))
                        .rules())
                .containsExactly("private-key");
        assertThat(Searched.file("srv/ring.gpg", Packed.joined(publicKey, USER, openPgp(5, 254)))
                        .rules())
                .isEmpty();
        byte[] unknown = octets(0x94, 12, 4, 0x65, 0, 0, 0, 99, 1, 2, 3, 4, 5, 6);
        assertThat(Searched.file("srv/key.gpg", Packed.joined(unknown, USER)).rules())
                .containsExactly("private-key");
        assertThat(Searched.file("srv/data.bin", Packed.joined(unknown, octets(0x01, 0x02, 0x03)))
                        .rules())
                .as("what follows is no packet")
                .isEmpty();
        byte[] version3 = octets(0x94, 15, 3, 0x35, 0, 0, 0, 0, 0, 1, 0, 8, 0xff, 0, 8, 3, 0);
        assertThat(Searched.file("srv/secring.pgp", version3).rules()).containsExactly("private-key");
    }

    @Test
    void anOpenPgpKeyIsFoundBehindAnyNumberOfPackets() {
        byte[] names = new byte[20_000 * USER.length];
        for (int at = 0; at < names.length; at += USER.length) {
            System.arraycopy(USER, 0, names, at, USER.length);
        }
        byte[] ring = Packed.joined(openPgp(5, 254), names, openPgp(7, 0));
        assertThat(Searched.file("srv/secring.gpg", ring).rules()).containsExactly("private-key");
    }

    @Test
    void openPgpKeysOfWhichNotAllIsReadAreUndecided() {
        byte[] picture = Packed.joined(octets(0xc0 | 17, 255, 0, 0x40, 0, 0), new byte[4 << 20]);
        byte[] ring = Packed.joined(openPgp(5, 254), picture, openPgp(7, 0));
        assertThat(Searched.file("srv/secring.gpg", ring).unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("OpenPGP keys", "4 MiB"));
    }

    private static byte[] octets(int... values) {
        byte[] octets = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            octets[i] = (byte) values[i];
        }
        return octets;
    }

    /** A packet of a key or of a key below it, for Ed25519. */
    private static byte[] openPgp(int type, int usage) {
        byte[] oid = octets(9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 0x0f, 1);
        byte[] body = Packed.joined(
                octets(4, 0x65, 0, 0, 0, 22), oid, octets(1, 7), new byte[33], octets(usage, 0, 255), new byte[34]);
        return Packed.joined(octets(0x80 | type << 2, body.length), body);
    }

    private static String armoured(byte[] packets) {
        return "-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(packets)
                + "\n-----END PGP PRIVATE KEY BLOCK-----\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"(11:private-key(3:rsa(1:n257:", "Created: 20261128T215721\nKey: (private-key (rsa (n #00D1#"})
    void aKeyThatGnuPgKeepsWithoutAPassphraseIsFound(String file) {
        assertThat(Searched.file("root/.gnupg/private-keys-v1.d/A.key", file).rules())
                .containsExactly("private-key");
        assertThat(Searched.file(
                                "root/.gnupg/private-keys-v1.d/A.key",
                                file.replace("11:private-key", "21:protected-private-key")
                                        .replace("(private-key", "(protected-private-key"))
                        .rules())
                .isEmpty();
    }

    @Test
    void aKeyInTheFormatsOfBeforePkcs8IsFound() throws Exception {
        byte[] rsa = KeyPairGenerator.getInstance("RSA")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        assertThat(Searched.file(PATH, Arrays.copyOfRange(rsa, 26, rsa.length)).rules())
                .containsExactly("private-key");
        byte[] curve = {(byte) 0xa0, 10, 6, 8, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7};
        byte[] ec = sequence(new byte[] {2, 1, 1, 4, 32}, new byte[32], curve);
        assertThat(Searched.file(PATH, ec).rules()).containsExactly("private-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "changeit", "password"})
    void aStoreThatAnybodyOpensIsAKey(String password) throws Exception {
        Searched searched = Searched.file(PATH, signed.store(password));
        assertThat(searched.rules()).containsExactly("private-key");
        assertThat(searched.found().get(0).title()).contains("PKCS #12");
        assertThat(searched.unsearched()).isEmpty();
    }

    @Test
    void aStoreWithARealPasswordIsNoneAndNeitherIsOneWithoutAKey() throws Exception {
        Searched searched = Searched.file(PATH, signed.store("Tr4-unguessed-9"));
        assertThat(searched.found()).isEmpty();
        assertThat(searched.unsearched()).isEmpty();
        KeyStore certificates = KeyStore.getInstance("PKCS12");
        certificates.load(null, null);
        certificates.setCertificateEntry("issuer", certificate());
        ByteArrayOutputStream store = new ByteArrayOutputStream();
        certificates.store(store, "changeit".toCharArray());
        assertThat(Searched.file(PATH, store.toByteArray()).found()).isEmpty();
    }

    @Test
    void aCertificateAndAPublicKeyAreNone() throws Exception {
        assertThat(Searched.file(PATH, signed.der()).found()).isEmpty();
        assertThat(Searched.file(PATH, certificate().getPublicKey().getEncoded())
                        .found())
                .isEmpty();
    }

    @Test
    void aStoreThatAsksForMoreRoundsThanAnHonestOneIsUndecided() throws Exception {
        byte[] store = signed.store("Tr4-unguessed-9");
        int rounds = store.length - 2;
        assertThat(new byte[] {store[rounds - 2], store[rounds - 1]}).containsExactly(2, 2);
        byte[] many = Arrays.copyOf(store, store.length + 2);
        System.arraycopy(new byte[] {2, 4, 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff}, 0, many, rounds - 2, 6);
        lengthen(many, 0, 2);
        lengthen(many, macData(store), 2);
        assertThat(Searched.file(PATH, many).unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("more rounds"));
    }

    @Test
    void aStoreInAnEncodingWithoutLengthsIsUndecided() {
        byte[] store = Arrays.copyOf(new byte[] {0x30, (byte) 0x80, 2, 1, 3, 0x30, (byte) 0x80}, 64);
        assertThat(Searched.file(PATH, store).unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("PKCS #12"));
    }

    @Test
    void aStoreThatIsTooLargeToBeReadIsUndecided() {
        int length = (4 << 20) + 64;
        byte[] store = new byte[5 + length];
        byte[] head = {0x30, (byte) 0x83, (byte) (length >> 16), (byte) (length >> 8), (byte) length, 2, 1, 3, 0x30};
        System.arraycopy(head, 0, store, 0, head.length);
        assertThat(Searched.file(PATH, store).unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("4 MiB"));
    }

    @Test
    void aStoreWithATooShortSaltIsUndecided() throws Exception {
        byte[] store = signed.store("Tr4-unguessed-9");
        int salt = store.length - 4 - 20 - 2;
        assertThat(store[salt]).isEqualTo((byte) 4);
        assertThat(store[salt + 1]).isEqualTo((byte) 20);
        byte[] shortened = new byte[store.length - 16];
        System.arraycopy(store, 0, shortened, 0, salt + 6);
        System.arraycopy(store, salt + 22, shortened, salt + 6, 4);
        shortened[salt + 1] = 4;
        lengthen(shortened, 0, -16);
        lengthen(shortened, macData(store), -16);
        assertThat(Searched.file(PATH, shortened).unsearched())
                .singleElement()
                .satisfies(place -> assertThat(place.problem()).contains("salt"));
    }

    /** Cut or changed anywhere, a store may be found, be undecided or be nothing, and never ends the search. */
    @Test
    void noDamagedStoreEndsTheSearch() throws Exception {
        byte[] store = signed.store("changeit");
        for (int i = 0; i < store.length; i += Effort.step(49, 7)) {
            byte[] cut = Arrays.copyOf(store, i);
            byte[] changed = store.clone();
            changed[i] ^= 0x55;
            assertThat(Searched.file(PATH, cut).found()).isEmpty();
            Searched.file(PATH, changed);
        }
    }

    @Test
    void theTextBesideAKeyIsStillSearched() throws Exception {
        byte[] key = KeyPairGenerator.getInstance("EC")
                .generateKeyPair()
                .getPrivate()
                .getEncoded();
        String address = "postgres://shop:" + "kT7rWq93xLmZ@db.acme.net/shop";
        byte[] both = sequence(
                new byte[] {2, 1, 0, 4, (byte) address.length()}, address.getBytes(StandardCharsets.US_ASCII), key);
        assertThat(Searched.file(PATH, both).rules()).containsExactly("database-url");
    }

    private static Certificate certificate() throws CertificateException {
        return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(signed.der()));
    }

    /** Where the sequence begins that ends the store: its code. */
    private static int macData(byte[] store) {
        int safes = 4 + 3;
        return safes + 4 + ((store[safes + 2] & 0xff) << 8 | store[safes + 3] & 0xff);
    }

    /** Of an element whose length takes one byte, or two. */
    private static void lengthen(byte[] bytes, int element, int by) {
        boolean two = (bytes[element + 1] & 0xff) == 0x82;
        int length = two ? (bytes[element + 2] & 0xff) << 8 | bytes[element + 3] & 0xff : bytes[element + 1];
        if (two) {
            bytes[element + 2] = (byte) (length + by >> 8);
            bytes[element + 3] = (byte) (length + by);
        } else {
            bytes[element + 1] = (byte) (length + by);
        }
    }

    private static byte[] sequence(byte[]... parts) {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            content.writeBytes(part);
        }
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.write(0x30);
        if (content.size() > 127) {
            whole.write(0x81);
        }
        whole.write(content.size());
        whole.writeBytes(content.toByteArray());
        return whole.toByteArray();
    }
}
