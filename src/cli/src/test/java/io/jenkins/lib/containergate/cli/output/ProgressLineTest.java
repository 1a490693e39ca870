package io.jenkins.lib.containergate.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.progress.ProgressEvent.LayerRead;
import io.jenkins.lib.containergate.progress.ProgressEvent.StageStarted;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressLineTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong seconds = new AtomicLong();

    @Test
    void aLayerThatIsBeingReadIsCountedWithWhatIsStillToCome() {
        try (ProgressLine line = new ProgressLine(
                new PrintStream(err, true, StandardCharsets.UTF_8), true, () -> seconds.get() * 1_000_000_000)) {
            line.on(new StageStarted("reading", "app.tar"));
            assertThat(shown(line, new LayerRead(1, 2, 2_100_000, 96_000_000)))
                    .endsWith("reading app.tar  layer 1 of 2, 2.1 MB");
            assertThat(shown(line, new LayerRead(2, 2, 4_000_000, 4_000_000)))
                    .endsWith("layer 2 of 2, 6.1 of 100.0 MB");
            assertThat(shown(line, new LayerRead(1, 2, 96_000_000, 96_000_000)))
                    .endsWith("layer 2 of 2, 100.0 of 100.0 MB");
        }
    }

    private String shown(ProgressLine line, LayerRead read) {
        seconds.incrementAndGet();
        err.reset();
        line.on(read);
        return err.toString(StandardCharsets.UTF_8);
    }
}
