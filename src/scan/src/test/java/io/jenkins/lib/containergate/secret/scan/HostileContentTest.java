package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Content made to exhaust or to blind the scanner. */
class HostileContentTest {
    private static final ScanOptions OPTIONS = new ScanOptions(Redaction.withoutKey(), false);

    private final String token = new SecretTemplate(3).fill("{github:ghp_}");

    @Test
    void aLineOfAHundredMegabytesIsSearchedToItsEnd() {
        byte[] line = new byte[100 << 20];
        Arrays.fill(line, (byte) 'x');
        byte[] secret = (" " + token).getBytes(StandardCharsets.UTF_8);
        System.arraycopy(secret, 0, line, line.length - secret.length, secret.length);

        assertThat(Searched.file("big.txt", line).rules()).containsExactly("github-personal-access-token");
    }

    @Test
    void aSecretAcrossTheEdgeOfABufferIsFoundOnce() {
        for (int offset = (256 << 10) - 60; offset < (256 << 10) + 20; offset += 7) {
            String text = "-".repeat(offset) + "\n" + token + "\n" + "-".repeat(300 << 10);
            assertThat(Searched.file("a.txt", text).rules()).as("at " + offset).hasSize(1);
        }
    }

    @Test
    void aFileFullOfKeywordsIsCutOffAndSaysSo() {
        String text = "password=\"a".repeat(200_000);
        Searched searched = searched(
                "a.js",
                text.getBytes(StandardCharsets.UTF_8),
                new SecretLimits(100, 5_000, 1_000, 64, 2, 6, 16L << 30));

        assertThat(searched.unsearched()).hasSize(1);
        assertThat(searched.unsearched().get(0).reason()).isEqualTo(Unsearched.Reason.TOO_LARGE);
    }

    /** Some data of gzip and of zlib unpacks to itself, without end. */
    @Test
    void gzipAroundGzipInBase64IsUnpackedAFewTimesAndSaysSo() throws IOException {
        byte[] content = ("settings of the application\ntoken: " + token + "\n").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 6; i++) {
            content = gzip(content);
        }
        Searched six = Searched.file("a.yaml", "a: " + Base64.getEncoder().encodeToString(content));
        Searched seven = Searched.file("a.yaml", "a: " + Base64.getEncoder().encodeToString(gzip(content)));

        assertThat(six.rules()).containsExactly("github-personal-access-token");
        assertThat(six.unsearched()).isEmpty();
        assertThat(seven.unsearched())
                .extracting(Unsearched::problem)
                .containsExactly("it holds gzip in base 64 that is compressed more than 6 times");
    }

    @Test
    void moreSecretsThanAreListedAreNotForgotten() {
        StringBuilder text = new StringBuilder();
        SecretTemplate template = new SecretTemplate(9);
        for (int i = 0; i < 200; i++) {
            text.append(template.fill("{github:ghp_}\n"));
        }
        Searched searched = Searched.file("a.txt", text.toString());

        assertThat(searched.found()).hasSize(100);
        assertThat(searched.unsearched()).hasSize(1);
    }

    @Test
    void secretsInNestedArchivesAreFound() throws IOException {
        byte[] inner = zip("conf/app.env", ("TOKEN=" + token).getBytes(StandardCharsets.UTF_8));
        Searched searched = Searched.file("app.war", zip("lib/app.jar", gzip(inner)));

        assertThat(searched.rules()).containsExactly("github-personal-access-token");
        assertThat(searched.found().get(0).path()).isEqualTo("app.war!/lib/app.jar!/conf/app.env");
    }

    @Test
    void archivesDeeperThanAreOpenedAreUnsearchedAndNotSkipped() throws IOException {
        byte[] archive = token.getBytes(StandardCharsets.UTF_8);
        for (int depth = 0; depth < 8; depth++) {
            archive = zip("a.zip", archive);
        }
        assertThat(Searched.file("a.zip", archive).unsearched()).singleElement().satisfies(place -> {
            assertThat(place.reason()).isEqualTo(Unsearched.Reason.TOO_LARGE);
            assertThat(place.path()).isEqualTo("a.zip");
            assertThat(place.problem()).contains("maxArchiveDepth = 6");
        });
    }

    @Test
    void aBombIsStoppedAndSaysSo() throws IOException {
        byte[] bomb = gzip(new byte[64 << 20]);
        Searched searched = Searched.file(
                "a.gz", bomb, Searched.STANDARD, OPTIONS, limits(1_000_000, 8 << 20), SecretLimits.defaults());

        assertThat(searched.unsearched()).hasSize(1);
        assertThat(searched.unsearched().get(0).problem()).contains("maxFileBytes");
    }

    @Test
    void utf16IsReadWithAndWithoutItsMark() {
        for (String mark : List.of("", "\ufeff")) {
            for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                byte[] text = (mark + "first line\r\nTOKEN=" + token + "\r\n").getBytes(charset);
                assertThat(Searched.file("settings.reg", text).rules())
                        .as(charset + " " + mark.length())
                        .containsExactly("github-personal-access-token");
            }
        }
    }

    @Test
    void anArchiveThatDoesNotOpenIsUnsearchedAndItsBytesAreSearched() {
        Searched searched = Searched.file("a.zip", "PK\3\4 no archive\n" + token);

        assertThat(searched.unsearched()).hasSize(1);
        assertThat(searched.rules()).containsExactly("github-personal-access-token");
    }

    @Test
    void garbageHoldsNoSecretsAndBreaksNothing() {
        byte[] garbage = new byte[4 << 20];
        new Random(5).nextBytes(garbage);
        for (String path : List.of("a.bin", "a.env", "a.js")) {
            assertThat(Searched.file(path, garbage).found()).isEmpty();
        }
    }

    @Test
    void encodingsWithinEncodingsEndAtTheirLimit() {
        String text = "key: " + token;
        for (int i = 0; i < 3; i++) {
            text = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(Searched.file("a.yaml", text).found()).isEmpty();
        String twice = new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        assertThat(Searched.file("a.yaml", twice).rules()).containsExactly("github-personal-access-token");
        assertThat(Searched.file("a.yaml", twice).found().get(0).through()).containsExactly("base64", "base64");
    }

    @Test
    void anOrganisationsPatternThatWouldExplodeElsewhereIsLinearHere() {
        CustomRule bomb = new CustomRule(
                new RuleId("acme-bomb"),
                "ACME",
                Severity.HIGH,
                Optional.of(Pattern.compile("(a+)+b")),
                0,
                0,
                Optional.empty(),
                List.of("aaa"),
                List.of());
        byte[] text = "a".repeat(400_000).getBytes(StandardCharsets.UTF_8);

        assertThat(Searched.file("a.txt", text, Searched.STANDARD.with(List.of(bomb)), OPTIONS)
                        .found())
                .isEmpty();
    }

    /** Spaces are what leads to it, and a file has them by the million. */
    @Test
    void whatLeadsToARuleOfAnOrganisationAloneUsesUpNothing() {
        CustomRule build = new CustomRule(
                new RuleId("acme-build"),
                "ACME",
                Severity.HIGH,
                Optional.of(Pattern.compile("  [0-9a-f]{9}")),
                0,
                0,
                Optional.empty(),
                List.of(),
                List.of());
        byte[] text = (" ".repeat(8 << 20) + "0123abcde\n" + token + "\n").getBytes(StandardCharsets.UTF_8);
        Searched searched = Searched.file("a.txt", text, Searched.STANDARD.with(List.of(build)), OPTIONS);

        assertThat(searched.unsearched()).isEmpty();
        assertThat(searched.rules()).containsExactlyInAnyOrder("acme-build", "github-personal-access-token");
    }

    @Test
    void anInlineCommentCountsOnlyWhenItIsAllowed() {
        byte[] text = ("token: " + token + " # gitleaks:allow\n").getBytes(StandardCharsets.UTF_8);

        assertThat(Searched.file("a.yaml", text).rules()).hasSize(1);
        assertThat(Searched.file("a.yaml", text, Searched.STANDARD, new ScanOptions(Redaction.withoutKey(), true))
                        .found())
                .isEmpty();
    }

    private static Searched searched(String path, byte[] content, SecretLimits limits) {
        return Searched.file(path, content, Searched.STANDARD, OPTIONS, Limits.defaults(), limits);
    }

    private static Limits limits(int ratio, long fileBytes) {
        Limits d = Limits.defaults();
        return new Limits(
                d.maxManifestBytes(),
                d.maxLayers(),
                d.maxLayerBytes(),
                ratio,
                d.maxEntries(),
                d.maxPathLength(),
                d.maxLinkDepth(),
                fileBytes,
                d.maxArchiveDepth(),
                d.maxArchiveEntries());
    }

    private static byte[] zip(String name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content);
        }
        return bytes.toByteArray();
    }
}
