package io.jenkins.lib.containergate.cli.output;

import io.jenkins.lib.containergate.progress.ProgressEvent;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.io.PrintStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** One line on standard error that rewrites itself: stage, layers done, bytes read. */
public final class ProgressLine implements ProgressListener, AutoCloseable {
    private static final String ERASE = "\r\u001b[K";
    private static final long REDRAW_NANOS = 100_000_000;

    private final PrintStream err;
    private final boolean visible;
    private final LongSupplier nanoTime;
    private final Map<Integer, ProgressEvent.LayerRead> layers = new TreeMap<>();
    private String stage = "";
    private long drawnAt = Long.MIN_VALUE;

    /** @param visible false: show nothing, because nobody watches */
    public ProgressLine(PrintStream err, boolean visible, LongSupplier nanoTime) {
        this.err = err;
        this.visible = visible;
        this.nanoTime = nanoTime;
    }

    @Override
    public synchronized void on(ProgressEvent event) {
        if (event instanceof ProgressEvent.Noted noted) {
            if (visible) {
                erase();
            }
            err.println(noted.text());
        }
        if (!visible) {
            return;
        }
        if (event instanceof ProgressEvent.StageStarted started) {
            stage = started.stage() + " " + started.detail();
            layers.clear();
            draw();
        } else if (event instanceof ProgressEvent.LayerRead read) {
            layers.put(read.layer(), read);
            if (drawnAt == Long.MIN_VALUE || nanoTime.getAsLong() - drawnAt > REDRAW_NANOS) {
                draw();
            }
        } else if (event instanceof ProgressEvent.StageFinished) {
            erase();
        }
    }

    private void draw() {
        drawnAt = nanoTime.getAsLong();
        StringBuilder line = new StringBuilder(ERASE).append(stage);
        if (!layers.isEmpty()) {
            long done = layers.values().stream()
                    .filter(read -> read.bytes() >= read.totalBytes())
                    .count();
            int all = layers.values().iterator().next().layers();
            long bytes = layers.values().stream()
                    .mapToLong(ProgressEvent.LayerRead::bytes)
                    .sum();
            long total = layers.values().stream()
                    .mapToLong(ProgressEvent.LayerRead::totalBytes)
                    .sum();
            String of = layers.size() == all ? String.format(Locale.ROOT, " of %.1f", total / 1e6) : "";
            line.append(String.format(
                    Locale.ROOT, "  layer %d of %d, %.1f%s MB", Math.min(done + 1, all), all, bytes / 1e6, of));
        }
        err.print(line);
        err.flush();
    }

    private void erase() {
        err.print(ERASE);
        err.flush();
    }

    @Override
    public synchronized void close() {
        if (drawnAt != Long.MIN_VALUE) {
            erase();
        }
    }
}
