package io.jenkins.lib.containergate.layer;

import static io.jenkins.lib.containergate.testkit.image.LayerBuilder.layer;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.DeadlineExceededException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Descriptor;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageConfig;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.image.MediaType;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.testkit.image.Content;
import io.jenkins.lib.containergate.testkit.image.OciLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class CancellationTest {
    @TempDir
    Path directory;

    @Test
    void aDeadlinePassedWhileALayerIsReadIsAnError() {
        String archive = "oci-archive:"
                + OciLayout.of(Scans.image(layer().file("a", Content.noise(1, 8 << 20))))
                        .writeArchive(directory.resolve("image.tar"));
        // each look at the clock takes a second; opening takes fewer than twenty, reading many more
        Deadline deadline = Deadline.after(Duration.ofSeconds(20), new TickingClock());

        assertThatThrownBy(() -> Scans.read(archive, Limits.defaults(), directory, List.of(), deadline))
                .isInstanceOf(DeadlineExceededException.class)
                .hasMessageContaining("layer 1 of 1");
    }

    @Test
    void anInterruptedReaderStopsAndLeavesNoThread() throws Exception {
        EndlessLayer endless = new EndlessLayer(0);
        AtomicReference<Throwable> outcome = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                read(endless, new EndlessLayer(1));
            } catch (GateException | InterruptedException e) {
                outcome.set(e);
            }
        });
        reader.start();
        endless.begun.await();

        reader.interrupt();
        reader.join();

        assertThat(outcome.get()).isInstanceOf(InterruptedException.class);
        assertThat(Scans.lastingReaderThreads()).isEmpty();
    }

    @Test
    void aLayerThatFailsStopsTheOthers() throws Exception {
        EndlessLayer endless = new EndlessLayer(0);
        Layer failing = new EndlessLayer(1) {
            @Override
            public InputStream open() throws IOException {
                try {
                    endless.begun.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                throw new IOException("the disk is on fire");
            }
        };

        assertThatThrownBy(() -> read(endless, failing))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("layer 2 of 2")
                .hasMessageContaining("the disk is on fire");
        assertThat(Scans.lastingReaderThreads()).isEmpty();
    }

    private void read(Layer... layers) throws GateException, InterruptedException {
        ImageConfig config = new ImageConfig(
                Platform.of("linux", "amd64"),
                Optional.empty(),
                "",
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                "",
                "",
                List.of(),
                List.of());
        Digest any = Digest.of(new byte[0]);
        Image image = new Image("endless", Optional.empty(), any, true, Optional.empty(), any, config, List.of(layers));
        new ParallelLayerReader(Limits.defaults(), 2, directory)
                .read(image, List.of(), Scans.noDeadline(), ProgressListener.none());
    }

    /** An uncompressed tar with one file that never ends. */
    private static class EndlessLayer implements Layer {
        final CountDownLatch begun = new CountDownLatch(1);
        private final int index;
        private final byte[] header;

        EndlessLayer(int index) {
            this.index = index;
            this.header = layer().compression(io.jenkins.lib.containergate.testkit.image.Compression.NONE)
                    .entry(io.jenkins.lib.containergate.testkit.image.TarEntry.file("endless", Content.of(""))
                            .withDeclaredSize(1L << 35))
                    .build()
                    .blob()
                    .bytes();
        }

        @Override
        public int index() {
            return index;
        }

        @Override
        public Descriptor descriptor() {
            return Descriptor.of(MediaType.DOCKER_LAYER, diffId(), Long.MAX_VALUE);
        }

        @Override
        public Digest diffId() {
            return Digest.of(new byte[0]);
        }

        @Override
        public InputStream open() throws IOException {
            return new InputStream() {
                private int position;

                @Override
                public int read() {
                    return position < 512 ? header[position++] & 0xff : 0;
                }

                @Override
                public int read(byte[] target, int offset, int length) {
                    if (length == 0) {
                        return 0;
                    }
                    if (position == 512) {
                        begun.countDown();
                        return length;
                    }
                    target[offset] = (byte) read();
                    return 1;
                }
            };
        }
    }

    private static final class TickingClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public synchronized Instant instant() {
            now = now.plusSeconds(1);
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
