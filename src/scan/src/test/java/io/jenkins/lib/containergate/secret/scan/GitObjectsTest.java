package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Objects of git that somebody made up: whatever is not searched is said. */
class GitObjectsTest {
    private static final int BLOB = 3;
    private static final String LOOSE = "app/.git/objects/ab/" + "c".repeat(38);
    private static final String TOKEN = "token=" + new SecretTemplate(17).fill("{github:ghp_}");

    private static byte[] pack(int count, byte[]... blobs) {
        ByteArrayOutputStream pack = new ByteArrayOutputStream();
        pack.writeBytes(ByteBuffer.allocate(12)
                .put("PACK".getBytes(StandardCharsets.US_ASCII))
                .putInt(2)
                .putInt(count)
                .array());
        for (byte[] blob : blobs) {
            int rest = blob.length >> 4;
            pack.write(BLOB << 4 | blob.length & 15 | (rest > 0 ? 0x80 : 0));
            for (; rest > 0; rest >>= 7) {
                pack.write(rest & 0x7f | (rest > 0x7f ? 0x80 : 0));
            }
            pack.writeBytes(deflated(blob));
        }
        try {
            pack.writeBytes(MessageDigest.getInstance("SHA-1").digest(pack.toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
        return pack.toByteArray();
    }

    private static byte[] loose(byte[] blob) {
        ByteArrayOutputStream object = new ByteArrayOutputStream();
        object.writeBytes(("blob " + blob.length + "\0").getBytes(StandardCharsets.US_ASCII));
        object.writeBytes(blob);
        return deflated(object.toByteArray());
    }

    private static byte[] deflated(byte[] content) {
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        try (DeflaterOutputStream out = new DeflaterOutputStream(deflated)) {
            out.write(content);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return deflated.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Searched searched(byte[] pack) {
        return Searched.file("app/.git/objects/pack/x.pack", pack);
    }

    @Test
    void everyObjectOfAPackIsSearched() {
        Searched searched = searched(pack(2, text("nothing in here"), text(TOKEN)));
        assertThat(searched.rules()).containsExactly("github-personal-access-token");
        assertThat(searched.unsearched()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3, Integer.MIN_VALUE, -1})
    void aPackWhoseCountIsWrongIsUndecided(int count) {
        assertThat(searched(pack(count, text("nothing in here"), text(TOKEN))).unsearched())
                .isNotEmpty();
    }

    @Test
    void aPackThatIsCutOffIsUndecidedWhereverThatIs() {
        byte[] pack = pack(2, text("nothing in here"), text(TOKEN));
        for (int length = 12; length < pack.length; length++) {
            assertThat(searched(Arrays.copyOf(pack, length)).unsearched())
                    .as("the first %d bytes", length)
                    .isNotEmpty();
        }
    }

    @Test
    void thePackBehindTheReferencesOfABundleIsSearched() throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        bundle.write(text("# v2 git bundle\n" + "0".repeat(40) + " refs/heads/main\n\n"));
        bundle.write(pack(1, text(TOKEN)));
        Searched searched = Searched.file("srv/app/shop.bundle", bundle.toByteArray());
        assertThat(searched.rules()).containsExactly("github-personal-access-token");
        assertThat(searched.unsearched()).isEmpty();
    }

    @Test
    void theReferencesOfABundleAreSearchedWithTheTitlesOfTheCommitsItBuildsOn() throws IOException {
        ByteArrayOutputStream bundle = new ByteArrayOutputStream();
        bundle.write(text("# v2 git bundle\n-" + "0".repeat(40) + " use " + TOKEN + "\n"));
        bundle.write(text("0".repeat(40) + " refs/heads/main\n\n"));
        bundle.write(pack(1, text("nothing in here")));
        Searched searched = Searched.file("srv/app/shop.bundle", bundle.toByteArray());
        assertThat(searched.rules()).containsExactly("github-personal-access-token");
        assertThat(searched.unsearched()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"# v2 git bundle\n", "# v3 git bundle\n@object-format=sha1\n\n", "# v2 git bundle\n\nPACK"})
    void aBundleWithoutAWholePackIsUndecided(String bundle) {
        assertThat(Searched.file("srv/app/shop.bundle", bundle).unsearched()).isNotEmpty();
    }

    @Test
    void anArchiveThatIsAnObjectByItselfIsOpened() throws IOException {
        ByteArrayOutputStream zip = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(zip)) {
            out.putNextEntry(new ZipEntry("settings.properties"));
            out.write(text(TOKEN));
        }
        Searched searched = Searched.file(LOOSE, loose(zip.toByteArray()));
        assertThat(searched.rules()).containsExactly("github-personal-access-token");
        assertThat(searched.unsearched()).isEmpty();
    }

    @Test
    void whatFollowsAnObjectByItselfIsUndecided() {
        byte[] object = loose(text("nothing in here"));
        assertThat(Searched.file(LOOSE, object).unsearched()).isEmpty();
        byte[] longer = Arrays.copyOf(object, object.length + 1);
        assertThat(Searched.file(LOOSE, longer).unsearched()).isNotEmpty();
        assertThat(Searched.file(LOOSE, Arrays.copyOf(object, object.length - 4))
                        .unsearched())
                .isNotEmpty();
    }
}
