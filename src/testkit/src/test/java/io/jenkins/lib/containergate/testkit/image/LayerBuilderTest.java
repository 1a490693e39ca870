package io.jenkins.lib.containergate.testkit.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.airlift.compress.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LayerBuilderTest {
    @ParameterizedTest
    @EnumSource(LongNames.class)
    void anotherTarReaderSeesTheSameEntries(LongNames longNames) throws IOException {
        String longName = "d/".repeat(120) + "é";
        BuiltLayer layer = LayerBuilder.layer()
                .longNames(longNames)
                .compression(Compression.NONE)
                .directory("etc")
                .file("etc/motd", "hello", 04755)
                .owner(10, 20)
                .file(longName, "long")
                .symlink("bin", "usr/bin")
                .hardLink("etc/link", longName)
                .whiteout("etc/gone")
                .opaque("var")
                .build();

        assertThat(entries(layer.blob().open()))
                .extracting(
                        TarArchiveEntry::getName,
                        TarArchiveEntry::getSize,
                        TarArchiveEntry::getMode,
                        TarArchiveEntry::getLinkName)
                .containsExactly(
                        tuple("etc/", 0L, 0755, ""),
                        tuple("etc/motd", 5L, 04755, ""),
                        tuple(longName, 4L, 0644, ""),
                        tuple("bin", 0L, 0777, "usr/bin"),
                        tuple("etc/link", 0L, 0644, longName),
                        tuple("etc/.wh.gone", 0L, 0644, ""),
                        tuple("var/.wh..wh..opq", 0L, 0644, ""));
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionHoldsTheTarOfTheDiffId(Compression compression) throws IOException {
        BuiltLayer layer = LayerBuilder.layer()
                .file("a", Content.noise(7, 30_000))
                .compression(compression)
                .build();

        byte[] tar = decompress(layer).readAllBytes();

        assertThat(Blob.of(tar).digest()).isEqualTo(layer.diffId());
        assertThat(Blob.of(layer.blob().bytes()).digest())
                .isEqualTo(layer.blob().digest());
    }

    @Test
    void aDirectoryTreeBecomesALayer(@TempDir Path root) throws IOException {
        Files.createDirectories(root.resolve("usr/bin"));
        Files.writeString(root.resolve("usr/bin/tool"), "#!/bin/sh\n");
        Files.createSymbolicLink(root.resolve("bin"), Path.of("usr/bin"));
        Files.createLink(root.resolve("usr/bin/tool2"), root.resolve("usr/bin/tool"));

        BuiltLayer layer = LayerBuilder.layer()
                .compression(Compression.NONE)
                .tree(root, "")
                .build();

        assertThat(entries(layer.blob().open()))
                .extracting(TarArchiveEntry::getName, TarArchiveEntry::getLinkName)
                .containsExactly(
                        tuple("bin", "usr/bin"),
                        tuple("usr/", ""),
                        tuple("usr/bin/", ""),
                        tuple("usr/bin/tool", ""),
                        tuple("usr/bin/tool2", "usr/bin/tool"));
    }

    @Test
    void aLargeLayerDoesNotStayInMemoryAndIsStillWhole() throws IOException {
        BuiltLayer layer = LayerBuilder.layer()
                .compression(Compression.NONE)
                .file("big", Content.noise(1, 40 << 20))
                .build();

        try (InputStream in = layer.blob().open()) {
            assertThat(in.transferTo(java.io.OutputStream.nullOutputStream()))
                    .isEqualTo(layer.blob().size());
        }
        assertThat(layer.blob().digest()).isEqualTo(layer.diffId());
    }

    private static InputStream decompress(BuiltLayer layer) throws IOException {
        InputStream in = layer.blob().open();
        return switch (layer.compression()) {
            case NONE -> in;
            case GZIP, GZIP_MEMBERS ->
                GzipCompressorInputStream.builder()
                        .setInputStream(in)
                        .setDecompressConcatenated(true)
                        .get();
            case ZSTD -> new ZstdInputStream(in);
            case ZSTD_FRAMES ->
                new ZstdInputStream(new ByteArrayInputStream(
                        in.readAllBytes(), 0, (int) layer.blob().size() - 25));
        };
    }

    private static List<TarArchiveEntry> entries(InputStream in) throws IOException {
        List<TarArchiveEntry> entries = new ArrayList<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(in)) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
