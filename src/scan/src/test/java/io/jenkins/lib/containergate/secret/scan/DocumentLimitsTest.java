package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.gzip;
import static io.jenkins.lib.containergate.secret.scan.Packed.joined;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Compressed streams of documents count as entries of an archive do, and what a limit leaves out is said. */
class DocumentLimitsTest {
    private static final int UNPACKED = 3_000;

    private final String token = new SecretTemplate(41).fill("{github:ghp_}");

    @Test
    void aPdfOfMoreStreamsThanAnArchiveMayHoldIsUndecided() throws IOException {
        byte[] pdf = joined(pdf(4), bytes("\n(" + token + ")\n"));

        Searched few = searched("a.pdf", pdf, limits(2L << 30, 4), 6);
        Searched many = searched("a.pdf", pdf, limits(2L << 30, 3), 6);

        assertThat(few.unsearched()).isEmpty();
        assertThat(few.rules()).containsExactly("github-personal-access-token");
        assertThat(many.unsearched()).singleElement().satisfies(place -> {
            assertThat(place.reason().rule()).isEqualTo("secret-search-incomplete");
            assertThat(place.problem()).contains("maxArchiveEntries = 3");
        });
    }

    @Test
    void documentsBehindZipsOfOneFileUnpackToNoMoreThanOneMay() throws IOException {
        byte[] archive = joined(zip(), pdf(1));
        byte[] two = LayerBuilder.layer()
                .entry(TarEntry.file("a.zip", Content.of(archive)))
                .entry(TarEntry.file("b.zip", Content.of(archive)))
                .compression(Compression.NONE)
                .build()
                .blob()
                .bytes();

        assertThat(searched("a.zip", archive, limits(UNPACKED + 1_000, 500), 6).unsearched())
                .isEmpty();
        assertThat(searched("a.tar", two, limits(UNPACKED + 1_000, 500), 6).unsearched())
                .extracting(Unsearched::problem)
                .singleElement()
                .asString()
                .contains("maxFileBytes");
    }

    @Test
    void compressedStreamsThatLieTooDeepAreUndecided() throws IOException {
        byte[] picture = bytes("\u0089PNG\r\n\u001a\n\0\0\0\0IEND\0\0\0\0");

        assertThat(searched("a.pdf.gz", gzip(pdf(1)), Limits.defaults(), 2).unsearched())
                .isEmpty();
        assertTooDeep("a.pdf.gz", gzip(pdf(1)));
        assertThat(searched("a.png.gz", gzip(picture), Limits.defaults(), 1).unsearched())
                .isEmpty();
    }

    @Test
    void whatAScriptUnpacksThatLiesTooDeepIsUndecided() throws IOException {
        assertTooDeep("setup.run.gz", gzip(joined(bytes("#!/bin/sh\nexit\n"), gzip(bytes("token: " + token)))));
    }

    @Test
    void aDocumentIsKnownAsWhatIsOpened() throws Exception {
        SecretScanner scanner = SecretSearch.standard(Limits.defaults())
                .scanner(Deadline.after(Duration.ofMinutes(5), Clock.systemUTC()));

        assertThat(scanner.opens("a.pdf", new MemoryContent("a.pdf", pdf(1)))).isTrue();
        assertThat(scanner.opens("a.txt", new MemoryContent("a.txt", bytes("text"))))
                .isFalse();
    }

    private static void assertTooDeep(String name, byte[] content) {
        assertThat(searched(name, content, Limits.defaults(), 1).unsearched())
                .extracting(Unsearched::problem)
                .singleElement()
                .asString()
                .contains("maxArchiveDepth = 1");
    }

    private static Searched searched(String name, byte[] content, Limits limits, int maxArchiveDepth) {
        SecretLimits standard = SecretLimits.defaults();
        return Searched.file(
                name,
                content,
                Searched.STANDARD,
                new ScanOptions(Redaction.withoutKey(), false),
                limits,
                new SecretLimits(
                        standard.maxFindingsPerFile(),
                        standard.maxFindingsPerLayer(),
                        standard.freeCandidates(),
                        standard.bytesPerCandidate(),
                        standard.maxDecodeDepth(),
                        maxArchiveDepth,
                        standard.maxUnpackedBytes()));
    }

    private static Limits limits(long maxFileBytes, int maxArchiveEntries) {
        Limits limits = Limits.defaults();
        return new Limits(
                limits.maxManifestBytes(),
                limits.maxLayers(),
                limits.maxLayerBytes(),
                limits.maxCompressionRatio(),
                limits.maxEntries(),
                limits.maxPathLength(),
                limits.maxLinkDepth(),
                maxFileBytes,
                limits.maxArchiveDepth(),
                maxArchiveEntries);
    }

    private static byte[] pdf(int streams) throws IOException {
        byte[] pdf = bytes("%PDF-1.7\n");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream zlib = new DeflaterOutputStream(packed)) {
            zlib.write(bytes("a line of text\n".repeat(UNPACKED / 15)));
        }
        for (int i = 0; i < streams; i++) {
            pdf = joined(joined(pdf, bytes("stream\n")), joined(packed.toByteArray(), bytes("\nend\n")));
        }
        return pdf;
    }

    private static byte[] zip() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("a.txt"));
            zip.write(bytes("text"));
            zip.closeEntry();
        }
        return out.toByteArray();
    }
}
