package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stores whose records are compressed in formats that are not opened, and what a format has its readers skip. */
class CompressedStoresTest {
    private static final String TOKEN = new SecretTemplate(41).fill("token: {github:ghp_}\n");

    @ParameterizedTest
    @CsvSource({
        "srv/db/000005.ldb, 57fb808b247547db",
        "srv/db/000012.sst, f7cff485b741e288",
        "srv/shop/.hg/store/00changelog.i, 0003000100000000"
    })
    void areUndecided(String path, String end) {
        byte[] file = Packed.joined(new byte[100], HexFormat.of().parseHex(end));

        assertThat(Searched.file(path, file).unsearched())
                .extracting(Unsearched::reason)
                .containsExactly(Unsearched.Reason.ARCHIVE);
    }

    @ParameterizedTest
    @CsvSource({"srv/db/000005.ldb, 57fb808b247547dc", "srv/db/000005.txt, 57fb808b247547db", "etc/x.sst, 00"})
    void whatIsOnlyCalledSoIsNone(String path, String end) {
        byte[] file = Packed.joined(new byte[10], HexFormat.of().parseHex(end));

        assertThat(Searched.file(path, file).unsearched()).isEmpty();
        assertThat(Searched.file(path, new byte[3]).unsearched()).isEmpty();
    }

    @Test
    void aSmallFileSystemIsUndecided() {
        byte[] system = new byte[8 << 10];
        System.arraycopy(HexFormat.of().parseHex("e2e1f5e0"), 0, system, 1024, 4);

        assertThat(Searched.file("srv/system.img", system).unsearched()).hasSize(1);
        assertThat(Searched.file("srv/system.img", Arrays.copyOf(system, 5000)).unsearched())
                .isEmpty();
    }

    @Test
    void aFrameOfZstdThatReadersSkipIsSearched() {
        byte[] text = TOKEN.getBytes(StandardCharsets.US_ASCII);
        byte[] skipped =
                Packed.joined(HexFormat.of().parseHex("502a4d18"), new byte[] {(byte) text.length, 0, 0, 0}, text);
        // one raw block of one byte
        byte[] frame = HexFormat.of().parseHex("28b52ffd200109000061");

        assertThat(Searched.file("srv/data.zst", Packed.joined(skipped, frame)).rules())
                .containsExactly("github-personal-access-token");
        assertThat(Searched.file("srv/data.zst", Packed.joined(frame, skipped)).rules())
                .containsExactly("github-personal-access-token");
        Searched alone = Searched.file("srv/data.zst", skipped);
        assertThat(alone.rules()).containsExactly("github-personal-access-token");
        assertThat(alone.unsearched()).extracting(Unsearched::reason).containsExactly(Unsearched.Reason.ARCHIVE);
    }
}
