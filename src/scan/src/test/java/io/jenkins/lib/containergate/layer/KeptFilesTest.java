package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.hardening.file.FileFactsAnalyzer;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.inventory.InventoryLimits;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.inventory.analysis.InventoryAnalyzer;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.image.LayerSecrets;
import io.jenkins.lib.containergate.secret.image.SecretAnalyzer;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import io.jenkins.lib.containergate.testkit.image.TarEntry;
import io.jenkins.lib.containergate.testkit.secret.PlantedSecrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is found in an image is the same whether or not something was found in its files before. */
class KeptFilesTest {
    private static final List<String> DIRECTORIES =
            List.of("app", "docs", "srv/node_modules/left-pad", "usr/share/doc/x", "src/test", "opt/app/lib");
    private static final List<String> NAMES =
            List.of("prod.env", "readme.md", "package.json", "left.jar", "start.sh", "notes.txt", "x.py", "f");

    @TempDir
    Path directory;

    private Limits limits = Limits.defaults();
    private SecretSearch search = SecretSearch.standard(limits);

    private record File(String path, byte[] content, int mode) {
        File(String path, String content) {
            this(path, content.getBytes(StandardCharsets.UTF_8), 0644);
        }

        File at(String other) {
            return new File(other, content, mode);
        }
    }

    private record Found(PackageInventory packages, List<LayerFileFacts> facts, List<LayerSecrets> secrets) {}

    private Found scan(Optional<LayerCache> cache, List<File> files) throws Exception {
        LayerBuilder layer = layer();
        for (File file : files) {
            layer.entry(TarEntry.file(file.path(), Content.of(file.content())).withMode(file.mode()));
        }
        Path archive = Files.createTempFile(directory, "image", ".tar");
        OciLayout.of(Scans.image(layer)).writeArchive(archive);
        try (ImageSource source =
                ImageSources.standard(directory).open(ImageLocation.parse("oci-archive:" + archive), limits)) {
            return scan(
                    cache, source.resolve(Optional.empty(), Scans.noDeadline()).get(0));
        }
    }

    private Found scan(Optional<LayerCache> cache, Image image) throws GateException, InterruptedException {
        InventoryAnalyzer inventory = InventoryAnalyzer.standard(limits, InventoryLimits.defaults());
        FileFactsAnalyzer facts = new FileFactsAnalyzer();
        SecretAnalyzer secrets = new SecretAnalyzer(search, Scans.noDeadline());
        ParallelLayerReader reader = new ParallelLayerReader(limits, 2, directory);
        ImageScan scan = cache.map(reader::keeping)
                .orElse(reader)
                .read(image, List.of(inventory, facts, secrets), Scans.noDeadline(), ProgressListener.none());
        return new Found(inventory.inventory(scan, image), scan.of(facts), scan.of(secrets));
    }

    private Found cold(List<File> files) throws Exception {
        return scan(Optional.empty(), files);
    }

    private Found warm(LayerCache cache, List<File> files) throws Exception {
        return scan(Optional.of(cache), files);
    }

    private LayerCache cache() throws GateException {
        return LayerCache.open(directory.resolve("cache"), "1.0", 1 << 30, Clock.systemUTC());
    }

    /** Secrets of every kind in files of every kind, packages, and files that hold nothing. */
    private static List<File> files(long seed) {
        List<File> files = new ArrayList<>();
        new PlantedSecrets(seed)
                .files()
                .forEach(secret -> files.add(new File("app/" + secret.path(), secret.content(), 0644)));
        for (int i = 0; i < 40; i++) {
            files.add(new File(
                    "srv/node_modules/p" + i + "/package.json",
                    "{\"name\":\"p" + i + "\",\"version\":\"1." + i + "\"}"));
            files.add(new File("opt/app/lib/l" + i + ".jar", jar("g" + i, "l" + i, "2." + i), 0644));
            files.add(new File("usr/share/app/text" + i, "line\n".repeat(i)));
        }
        return files;
    }

    private static byte[] jar(String group, String artifact, String version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("META-INF/maven/" + group + "/" + artifact + "/pom.properties"));
            zip.write(("groupId=" + group + "\nartifactId=" + artifact + "\nversion=" + version + "\n")
                    .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** What builds and attackers do to files: contents change, move, are copied, trade places and kinds. */
    private static List<File> changed(List<File> files, Random random) {
        List<File> changed = new ArrayList<>(files);
        for (int i = 0; i < 8; i++) {
            int at = random.nextInt(changed.size());
            int other = random.nextInt(changed.size());
            File file = changed.get(at);
            switch (random.nextInt(6)) {
                case 0 -> {
                    byte[] longer = Arrays.copyOf(file.content(), file.content().length + 1);
                    longer[longer.length - 1] = '\n';
                    changed.set(at, new File(file.path(), longer, file.mode()));
                }
                case 1 -> changed.set(at, file.at(place(random)));
                case 2 -> changed.add(file.at(place(random)));
                case 3 -> {
                    changed.set(at, changed.get(other).at(file.path()));
                    changed.set(other, file.at(changed.get(other).path()));
                }
                case 4 -> changed.set(at, new File(file.path(), file.content(), 0755));
                default -> changed.add(new File(file.path(), "nothing here\n"));
            }
        }
        return changed;
    }

    private static String place(Random random) {
        return DIRECTORIES.get(random.nextInt(DIRECTORIES.size())) + "/" + NAMES.get(random.nextInt(NAMES.size()));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void imagesThatAreBuiltAgainAndAgainHoldWhatTheyHoldInACleanScan(long seed) throws Exception {
        Random random = new Random(seed);
        List<File> files = files(seed);
        Found first = cold(files);
        assertThat(first.secrets().get(0).found()).hasSizeGreaterThan(20);
        assertThat(first.packages().packages()).hasSizeGreaterThan(70);
        assertThat(warm(cache(), files)).isEqualTo(first);
        for (int build = 0; build < 12; build++) {
            files = changed(files, random);
            assertThat(warm(cache(), files)).isEqualTo(cold(files));
        }
    }

    @Test
    void aSecretThatMovesFromADocumentIntoSettingsIsFoundThere() throws Exception {
        File harmless = new File("usr/share/doc/x/readme.md", "DB_PASSWORD=vK7qR2mX9sT4\n");
        assertThat(warm(cache(), List.of(harmless)).secrets().get(0).found()).isEmpty();
        assertThat(warm(cache(), List.of(harmless.at("app/prod.env")))
                        .secrets()
                        .get(0)
                        .found())
                .hasSize(1);
        assertThat(warm(cache(), List.of(harmless, harmless.at("app/prod.env")))
                        .secrets()
                        .get(0)
                        .found())
                .hasSize(1);
    }

    @Test
    void otherRulesAndOtherBoundsAreAnotherQuestion() throws Exception {
        List<File> files = files(5);
        warm(cache(), files);
        List<File> again = new ArrayList<>(files);
        again.add(new File("one", "more"));
        search = new SecretSearch(
                search.catalogue(), search.options(), limits, new SecretLimits(1, 5_000, 500_000, 8, 0, 1, 16L << 30));
        assertThat(warm(cache(), again)).isEqualTo(cold(again));
        search = new SecretSearch(
                search.catalogue(),
                new ScanOptions(search.options().redaction(), true),
                limits,
                SecretLimits.defaults());
        assertThat(warm(cache(), again)).isEqualTo(cold(again));
        limits = new Limits(8 << 20, 512, 1 << 20, 2_000, 100_000, 4_096, 40, 2L << 30, 8, 500_000);
        search = SecretSearch.standard(limits);
        assertThat(warm(cache(), again)).isEqualTo(cold(again));
    }

    /** An archive that stayed closed in one layer says nothing of the same archive in another. */
    @Test
    void whichArchivesStayClosedDependsOnTheLayerAndNotOnThreadsOrTheCache() throws Exception {
        search = new SecretSearch(
                search.catalogue(),
                search.options(),
                limits,
                new SecretLimits(100, 5_000, 500_000, 8, 2, 6, 20 * (UnpackingBudget.ENTRY + 200L)));
        List<File> files = new ArrayList<>(files(11));
        Found first = cold(files);
        assertThat(first.secrets().get(0).unsearched())
                .anySatisfy(place -> assertThat(place.problem()).contains("maxUnpackedBytes"));
        for (int i = 0; i < 8; i++) {
            assertThat(cold(files)).isEqualTo(first);
            assertThat(warm(cache(), files)).isEqualTo(first);
        }
        List<File> fewer = files.stream()
                .filter(file -> !file.path().endsWith(".jar") || file.path().matches(".*/l3[0-9][.]jar"))
                .toList();
        Found rest = warm(cache(), fewer);
        assertThat(rest).isEqualTo(cold(fewer));
        assertThat(rest.secrets().get(0).unsearched())
                .noneSatisfy(place -> assertThat(place.problem()).contains("maxUnpackedBytes"));
    }

    @Test
    void buildsThatRunAtTheSameTimeDoNotDisturbEachOther() throws Exception {
        Random random = new Random(9);
        List<List<File>> builds = new ArrayList<>();
        List<Found> expected = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            builds.add(changed(files(9), random));
            expected.add(cold(builds.get(i)));
        }
        ExecutorService together = Executors.newFixedThreadPool(3);
        try {
            List<Future<Found>> running = new ArrayList<>();
            for (List<File> build : builds) {
                running.add(together.submit(() -> warm(cache(), build)));
            }
            for (int i = 0; i < running.size(); i++) {
                assertThat(running.get(i).get()).isEqualTo(expected.get(i));
            }
        } finally {
            together.shutdownNow();
        }
    }

    @Test
    void whatSomebodyElseSealedOrDamagedIsAsGoodAsNothing() throws Exception {
        List<File> files = files(6);
        byte[] key = new byte[32];
        warm(cache(), files);
        key[0] = 1;
        warm(cache().sealed(key), files);
        key[0] = 2;
        List<File> again = new ArrayList<>(files);
        again.add(new File("one", "more"));
        Found expected = cold(again);
        assertThat(warm(cache().sealed(key), again)).isEqualTo(expected);
        try (Stream<Path> entries = Files.list(directory.resolve("cache"))) {
            for (Path entry : entries.toList()) {
                byte[] bytes = Files.readAllBytes(entry);
                bytes[bytes.length / 2] ^= 1;
                Files.write(entry, bytes);
            }
        }
        assertThat(warm(cache().sealed(key), again)).isEqualTo(expected);
    }
}
