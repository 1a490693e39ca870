package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.LayerVisitor.IndependentVisitor;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.LayerBuilder;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Threads without a layer look at files of the others; the outcome is as if they did not. */
@Timeout(60)
class IndependentVisitorTest {
    private static final int SMALL = 200 << 10;

    @TempDir
    Path directory;

    @Test
    void anImageInOneLayerKeepsTwoThreadsBusy() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        Looking looking = new Looking((path, content) -> {
            try {
                together.await(30, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("nobody else looks at a file", e);
            }
            return path;
        });

        assertThat(scan(looking, layer().file("a", Content.noise(1, 300 << 10)).file("b", "b")))
                .containsExactly("a", "b");
    }

    @Test
    void whatIsSeenComesInTarOrderAndIsOfTheRightFile() throws Exception {
        Random random = new Random(7);
        LayerBuilder layer = layer();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            int size = random.nextInt(20) > 0 ? random.nextInt(SMALL) : random.nextInt(3 * ContentMemory.CHUNK);
            String beginning = "file " + i + " of " + size + " ";
            String content = beginning + "x".repeat(Math.max(0, size - beginning.length()));
            layer.file("d/" + i, content);
            expected.add("d/" + i + " " + content.hashCode());
        }
        Looking looking = new Looking((path, content) -> {
            if (path.hashCode() % 5 == 0) {
                Thread.sleep(1);
            }
            return path + " " + new String(content.open().readAllBytes(), StandardCharsets.UTF_8).hashCode();
        });

        assertThat(scan(looking, layer, layer().file("above", "y")).subList(0, 400))
                .containsExactlyElementsOf(expected);
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void anErrorInAnotherThreadEndsTheScanAndNamesTheFile() throws Exception {
        Looking looking = new Looking((path, content) -> {
            if (path.equals("bad")) {
                throw new IOException("it is broken");
            }
            return path;
        });

        assertThatThrownBy(() -> scan(looking, layer().file("good", "x").file("bad", Content.noise(1, 300 << 10))))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("bad")
                .hasMessageContaining("it is broken");
        assertThat(leftOver()).isEmpty();
    }

    @Test
    void aBugInAnotherThreadIsAnErrorAndNotAnEmptyResult() {
        Looking looking = new Looking((path, content) -> {
            throw new IllegalStateException("a bug");
        });

        assertThatThrownBy(() -> scan(looking, layer().file("f", "x")))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("could not be analysed");
    }

    @Test
    void anInterruptionStopsThoseWhoLookAtFiles() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Looking looking = new Looking((path, content) -> {
            begun.countDown();
            Thread.sleep(60_000);
            return path;
        });
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                scan(looking, layer().file("f", Content.noise(1, 300 << 10)));
            } catch (Exception e) {
                outcome.set(e);
            }
        });
        reader.start();
        begun.await();

        reader.interrupt();
        reader.join();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(leftOver()).isEmpty();
    }

    /** What was seen in all layers. */
    private List<String> scan(Looking looking, LayerBuilder... layers) throws Exception {
        String archive =
                "oci-archive:" + OciLayout.of(Scans.image(layers)).writeArchive(directory.resolve("image.tar"));
        return Scans.read(archive, Limits.defaults(), directory, List.of(looking), Scans.noDeadline())
                .of(looking)
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<String> leftOver() throws IOException, InterruptedException {
        List<String> left = new ArrayList<>();
        Scans.lastingReaderThreads().forEach(thread -> left.add(thread.getName()));
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("image.tar"))
                    .forEach(left::add);
        }
        return left;
    }

    private interface Look {
        String at(String path, FileContent content) throws IOException, InterruptedException;
    }

    private record Looking(Look look) implements LayerAnalyzer<List<String>> {
        @Override
        public String id() {
            return "looking";
        }

        @Override
        public LayerVisitor<List<String>> visitor(Layer layer) {
            List<String> taken = new ArrayList<>();
            return new IndependentVisitor<String, List<String>>() {
                @Override
                public boolean wants(LayerEntry entry, byte[] head) {
                    return true;
                }

                @Override
                public String look(LayerEntry entry, FileContent content) throws IOException, InterruptedException {
                    return look.at(entry.path(), content);
                }

                @Override
                public void take(String seen) {
                    taken.add(seen);
                }

                @Override
                public List<String> finish() {
                    return taken;
                }
            };
        }
    }
}
