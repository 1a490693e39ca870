package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.progress.ProgressEvent;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.BuiltImage;
import io.jenkins.lib.containergate.testkit.image.Compression;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.LongNames;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParallelLayerReaderTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Compression.class)
    void everyCompressionYieldsTheSameEntries(Compression compression) throws Exception {
        Scans.Recorded scan = Scans.scan(
                directory,
                layer().compression(compression)
                        .directory("etc")
                        .file("etc/motd", "hello")
                        .file("var/noise", Content.noise(3, 300_000)));

        assertThat(scan.paths(0)).containsExactly("etc", "etc/motd", "var/noise");
        assertThat(scan.content(0, "etc/motd")).isEqualTo("hello");
        assertThat(scan.content(0, "var/noise")).hasSize(300_000);
    }

    @ParameterizedTest
    @EnumSource(LongNames.class)
    void entriesAreDescribedInFull(LongNames longNames) throws Exception {
        String longPath = "usr/" + "long/".repeat(50) + "é.txt";
        Scans.Recorded scan = Scans.scan(
                directory,
                layer().longNames(longNames)
                        .directory("./usr/bin/", 01777)
                        .owner(1000, 1001)
                        .file("/usr//bin/./su", "program", 04755)
                        .owner(0, 0)
                        .symlink("bin", "usr/bin")
                        .file(longPath, "long")
                        .hardLink("usr/bin/su2", "/usr/bin/su")
                        .characterDevice("dev/null")
                        .fifo("run/pipe"));

        assertThat(scan.layers().get(0))
                .extracting(RecordingAnalyzer.Seen::entry)
                .containsExactly(
                        new LayerEntry("usr/bin", LayerEntry.Kind.DIRECTORY, 0, 01777, 0, 0, ""),
                        new LayerEntry("usr/bin/su", LayerEntry.Kind.FILE, 7, 04755, 1000, 1001, ""),
                        new LayerEntry("bin", LayerEntry.Kind.SYMBOLIC_LINK, 0, 0777, 0, 0, "usr/bin"),
                        new LayerEntry(longPath, LayerEntry.Kind.FILE, 4, 0644, 0, 0, ""),
                        new LayerEntry("usr/bin/su2", LayerEntry.Kind.HARD_LINK, 0, 0644, 0, 0, "/usr/bin/su"),
                        new LayerEntry("dev/null", LayerEntry.Kind.DEVICE, 0, 0644, 0, 0, ""),
                        new LayerEntry("run/pipe", LayerEntry.Kind.FIFO, 0, 0644, 0, 0, ""));
    }

    @Test
    void theHeadIsTheBeginningOfTheFileAndNeverMoreThanPromised() throws Exception {
        Scans.Recorded scan = Scans.scan(
                directory,
                layer().file("small", "abc")
                        .file("exact", Content.noise(1, LayerReader.HEAD_BYTES))
                        .file("large", Content.noise(1, LayerReader.HEAD_BYTES + 1)));

        assertThat(scan.layers().get(0))
                .extracting(seen -> seen.head().length())
                .containsExactly(3, LayerReader.HEAD_BYTES, LayerReader.HEAD_BYTES);
        assertThat(scan.content(0, "large"))
                .startsWith(scan.layers().get(0).get(2).head());
    }

    @Test
    void contentIsTheSameInMemoryAndInATemporaryFileForEveryWayToReadIt() throws Exception {
        for (long size :
                new long[] {10, LayerReader.HEAD_BYTES + 1, ContentMemory.CHUNK, Scans.MEMORY - 1, Scans.MEMORY + 1}) {
            List<byte[]> reads = new ArrayList<>();
            VisitingAnalyzer analyzer = new VisitingAnalyzer((entry, content) -> {
                assertThat(content.size()).isEqualTo(size);
                reads.add(content.bytes((int) size));
                reads.add(content.open().readAllBytes());
                reads.add(readChannel(content));
                assertThatThrownBy(() -> content.bytes((int) size - 1)).isInstanceOf(GateException.class);
            });
            String archive = "oci-archive:"
                    + OciLayout.of(Scans.image(layer().file("f", Content.noise(5, size))))
                            .writeArchive(directory.resolve("image.tar"));

            Scans.read(archive, Limits.defaults(), directory, List.of(analyzer, analyzer), Scans.noDeadline());

            assertThat(reads).hasSizeGreaterThanOrEqualTo(3).allSatisfy(read -> {
                assertThat(read).hasSize((int) size).isEqualTo(reads.get(0));
            });
        }
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void nothingOfALargeFileIsLeftInTheTemporaryFileOfTheNext() throws Exception {
        int longer = Scans.MEMORY + 5_000;
        int shorter = Scans.MEMORY + 1;
        Map<String, byte[]> streamed = new HashMap<>();
        Map<String, byte[]> channelled = new HashMap<>();
        VisitingAnalyzer analyzer = new VisitingAnalyzer((entry, content) -> {
            streamed.put(entry.path(), content.open().readAllBytes());
            channelled.put(entry.path(), readChannel(content));
        });
        String archive = "oci-archive:"
                + OciLayout.of(Scans.image(layer().file("longer", Content.noise(1, longer))
                                .file("shorter", Content.noise(2, shorter))))
                        .writeArchive(directory.resolve("image.tar"));

        Scans.read(archive, Limits.defaults(), directory, List.of(analyzer), Scans.noDeadline());

        assertThat(streamed.get("longer")).isEqualTo(bytes(Content.noise(1, longer)));
        assertThat(streamed.get("shorter")).isEqualTo(bytes(Content.noise(2, shorter)));
        assertThat(channelled.get("shorter")).isEqualTo(streamed.get("shorter"));
        assertThat(temporaryFiles()).isEmpty();
    }

    private static byte[] bytes(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        return out.toByteArray();
    }

    @Test
    void onlyWantedFilesAreVisited() throws Exception {
        RecordingAnalyzer analyzer = new RecordingAnalyzer(entry -> entry.path().equals("b"));
        String archive = archive(layer().file("a", "1").file("b", "2").symlink("c", "b"));

        ImageScan scan = Scans.read(archive, Limits.defaults(), directory, List.of(analyzer), Scans.noDeadline());

        assertThat(scan.of(analyzer).get(0))
                .extracting(RecordingAnalyzer.Seen::path, RecordingAnalyzer.Seen::content)
                .containsExactly(
                        tuple("a", Optional.empty()), tuple("b", Optional.of("2")), tuple("c", Optional.empty()));
    }

    @Test
    void resultsComeInTheOrderOfTheLayersWhateverTheirSizes() throws Exception {
        Scans.Recorded scan = Scans.scan(
                directory,
                layer().file("first", "1"),
                layer().file("second", Content.noise(1, 500_000)),
                layer().file("third", Content.noise(1, 100_000)),
                layer().file("fourth", "4"));

        assertThat(Stream.of(0, 1, 2, 3).map(i -> scan.paths(i).get(0)))
                .containsExactly("first", "second", "third", "fourth");
    }

    @Test
    void aPathThatOccursTwiceIsSeenTwiceAndTheLastOneComesLast() throws Exception {
        Scans.Recorded scan =
                Scans.scan(directory, layer().file("etc/os-release", "ID=fake").file("etc/os-release", "ID=debian"));

        assertThat(scan.layers().get(0))
                .extracting(seen -> seen.content().orElseThrow())
                .containsExactly("ID=fake", "ID=debian");
        assertThat(scan.visibility().fileCount()).isEqualTo(1);
    }

    @Test
    void anEmptyImageHasNoFiles() throws Exception {
        assertThat(Scans.scan(directory).visibility().fileCount()).isZero();
        assertThat(Scans.scan(directory, layer()).visibility().fileCount()).isZero();
    }

    @Test
    void anErrorInsideAVisitorNamesLayerAndFile() throws Exception {
        String archive = archive(layer().file("ok", "1"), layer().file("app/bad.jar", "not a jar"));
        VisitingAnalyzer analyzer = new VisitingAnalyzer((entry, content) -> {
            if (entry.path().equals("app/bad.jar")) {
                throw new IOException("no central directory");
            }
        });

        assertThatThrownBy(
                        () -> Scans.read(archive, Limits.defaults(), directory, List.of(analyzer), Scans.noDeadline()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("'app/bad.jar' in layer 2 of 2")
                .hasMessageContaining("no central directory");
    }

    @Test
    void anUncheckedExceptionInsideAVisitorIsAnErrorThatNamesTheFile() throws Exception {
        String archive = archive(layer().file("bad", "1"));
        VisitingAnalyzer analyzer = new VisitingAnalyzer((entry, content) -> {
            throw new IllegalStateException("oops");
        });

        assertThatThrownBy(
                        () -> Scans.read(archive, Limits.defaults(), directory, List.of(analyzer), Scans.noDeadline()))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("'bad' in layer 1 of 1")
                .hasMessageContaining("IllegalStateException");
    }

    @Test
    void temporaryFilesAreGoneAfterAFailure() throws Exception {
        String archive =
                archive(layer().file("big", Content.noise(1, Scans.MEMORY + 1)).file("bad", "1"));
        VisitingAnalyzer analyzer = new VisitingAnalyzer((entry, content) -> {
            if (entry.path().equals("bad")) {
                throw new IOException("broken");
            }
        });

        assertThatThrownBy(
                        () -> Scans.read(archive, Limits.defaults(), directory, List.of(analyzer), Scans.noDeadline()))
                .isInstanceOf(GateException.class);
        assertThat(temporaryFiles()).isEmpty();
    }

    @Test
    void progressTellsOfEveryLayerToItsEnd() throws Exception {
        BuiltImage image = Scans.image(layer().file("a", Content.noise(1, 3 << 20)), layer().file("b", "1"));
        Path file = OciLayout.of(image).writeArchive(directory.resolve("image.tar"));
        List<ProgressEvent> events = Collections.synchronizedList(new ArrayList<>());

        try (ImageSource source =
                ImageSources.standard(directory).open(ImageLocation.parse("oci-archive:" + file), Limits.defaults())) {
            Image resolved =
                    source.resolve(Optional.empty(), Scans.noDeadline()).get(0);
            new ParallelLayerReader(Limits.defaults(), 1, directory)
                    .read(resolved, List.of(), Scans.noDeadline(), events::add);
        }

        long first = image.layers().get(0).blob().size();
        long second = image.layers().get(1).blob().size();
        assertThat(events)
                .contains(new ProgressEvent.LayerRead(1, 2, first, first))
                .contains(new ProgressEvent.LayerRead(2, 2, second, second))
                .hasSizeGreaterThan(3);
    }

    @Test
    void namesThatAreNotUtf8StayApart() throws Exception {
        // the same but for one byte each that is no UTF-8
        Scans.Recorded scan = Scans.scan(directory, layer().raw(tarOfLatin1Names((byte) 0xe9, (byte) 0xe8)));

        assertThat(scan.paths(0)).doesNotHaveDuplicates().hasSize(2);
        assertThat(scan.visibility().fileCount()).isEqualTo(2);
    }

    private static byte[] tarOfLatin1Names(byte... last) throws IOException {
        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        for (byte b : last) {
            java.io.ByteArrayOutputStream one = new java.io.ByteArrayOutputStream();
            new io.jenkins.lib.containergate.testkit.image.TarWriter(one, LongNames.PAX)
                    .write(TarEntry.file("na\u0001", Content.of("")));
            byte[] header = one.toByteArray();
            header[2] = b;
            int difference = (b & 0xff) - 1;
            int sum = Integer.parseInt(new String(header, 148, 6, java.nio.charset.StandardCharsets.US_ASCII), 8)
                    + difference;
            System.arraycopy(
                    String.format("%06o", sum).getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, header, 148, 6);
            bytes.write(header);
        }
        return bytes.toByteArray();
    }

    private String archive(LayerBuilder... layers) {
        return "oci-archive:" + OciLayout.of(Scans.image(layers)).writeArchive(directory.resolve("image.tar"));
    }

    private List<Path> temporaryFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !file.endsWith("image.tar")).toList();
        }
    }

    private static byte[] readChannel(FileContent content) throws IOException {
        try (SeekableByteChannel channel = content.channel()) {
            ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // a channel may return less than asked for
            }
            return buffer.array();
        }
    }

    /** Wants everything, keeps nothing. */
    private record VisitingAnalyzer(Visit visit) implements LayerAnalyzer<String> {
        interface Visit {
            void file(LayerEntry entry, FileContent content) throws GateException, IOException;
        }

        @Override
        public String id() {
            return "visiting";
        }

        @Override
        public LayerVisitor<String> visitor(Layer layer) {
            return new LayerVisitor<>() {
                @Override
                public boolean wants(LayerEntry entry, byte[] head) {
                    return true;
                }

                @Override
                public void visit(LayerEntry entry, FileContent content) throws GateException, IOException {
                    visit.file(entry, content);
                }

                @Override
                public String finish() {
                    return "";
                }
            };
        }
    }
}
