package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.bounds.Workers;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Layer;
import io.jenkins.lib.containergate.layer.LayerFiles.PathBudget;
import io.jenkins.lib.containergate.layer.LayerVisitor.IndependentVisitor;
import io.jenkins.lib.containergate.layer.cache.LayerCache;
import io.jenkins.lib.containergate.progress.ProgressListener;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * Reads the layers in a few threads of its own, largest first; a thread without a layer looks at files of the others
 * ({@link IndependentVisitor}). When one fails the others are stopped, and nothing of
 * them, thread or temporary file, is left when {@link #read} returns.
 *
 * <p>What a layer holds:
 *
 * <ul>
 *   <li>A path may occur several times in one layer. Visitors see every occurrence; a container sees the last one. A
 *       visitor that keeps one value per path must let the later replace the earlier.
 *   <li>After the end of the tar only zeros may follow, inside and outside of the compression.
 *   <li>Paths are shown as written (made canonical), not resolved through symbolic links: {@code lib/x} and
 *       {@code usr/lib/x} are two paths even where {@code lib} is a link. See {@link UnionFileSystem}.
 * </ul>
 */
public final class ParallelLayerReader implements LayerReader {
    private final Limits limits;
    private final int threads;
    private final Path temporary;
    private final long memory;
    private final Optional<LayerCache> cache;

    /**
     * @param threads layers read at the same time
     * @param temporary existing directory for files too large for memory
     */
    public ParallelLayerReader(Limits limits, int threads, Path temporary) {
        this(limits, threads, temporary, ContentMemory.standardSize(), Optional.empty());
    }

    /** @param memory bytes of contents held in memory at the same time */
    ParallelLayerReader(Limits limits, int threads, Path temporary, long memory) {
        this(limits, threads, temporary, memory, Optional.empty());
    }

    private ParallelLayerReader(Limits limits, int threads, Path temporary, long memory, Optional<LayerCache> cache) {
        if (threads < 1) {
            throw new IllegalArgumentException("at least one thread is needed");
        }
        this.limits = limits;
        this.threads = threads;
        this.temporary = temporary;
        this.memory = memory;
        this.cache = cache;
    }

    /** A reader that keeps what it finds in a layer, and looks there before it reads one. */
    public ParallelLayerReader keeping(LayerCache results) {
        return new ParallelLayerReader(limits, threads, temporary, memory, Optional.of(results));
    }

    @Override
    public ImageScan read(Image image, List<LayerAnalyzer<?>> analyzers, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        List<LayerPass.Result> results = readAll(image, analyzers, deadline, progress);
        UnionFileSystem union = new UnionFileSystem(image.reference(), limits);
        for (LayerPass.Result result : results) {
            deadline.check("putting the layers of " + image.reference() + " together");
            union.apply(result.journal());
        }
        Map<LayerAnalyzer<?>, List<?>> byAnalyzer = new HashMap<>();
        for (int i = 0; i < analyzers.size(); i++) {
            int position = i;
            byAnalyzer.put(
                    analyzers.get(i),
                    results.stream()
                            .map(result -> result.results().get(position))
                            .toList());
        }
        return new ImageScan(byAnalyzer, union.finish());
    }

    private List<LayerPass.Result> readAll(
            Image image, List<LayerAnalyzer<?>> analyzers, Deadline deadline, ProgressListener progress)
            throws GateException, InterruptedException {
        List<Layer> layers = image.layers();
        PathBudget budget = new PathBudget(image.reference(), limits);
        ContentMemory contents = new ContentMemory(memory);
        Optional<CachedResults> kept = cache.flatMap(results -> CachedResults.of(results, analyzers, limits));
        Optional<KeptFiles> files = cache.map(results -> KeptFiles.of(results, analyzers, limits, image.repository()));
        ExecutorService pool = Executors.newFixedThreadPool(threads, ParallelLayerReader::thread);
        IdleThreads idle = new IdleThreads(pool, threads, layers.size());
        SortedMap<Integer, Future<LayerPass.Result>> running = new TreeMap<>();
        try {
            CompletionService<LayerPass.Result> completion = new ExecutorCompletionService<>(pool);
            List<Integer> largestFirst =
                    new ArrayList<>(IntStream.range(0, layers.size()).boxed().toList());
            largestFirst.sort(Comparator.comparingLong(
                    position -> -layers.get(position).descriptor().size()));
            for (int position : largestFirst) {
                Layer layer = layers.get(position);
                running.put(position, completion.submit(() -> {
                    LayerPass pass = pass(layer, image, analyzers, deadline, progress, budget, contents, idle, files);
                    LayerPass.Result result = result(layer, pass, kept, budget);
                    idle.layerDone();
                    return result;
                }));
            }
            for (int done = 0; done < layers.size(); done++) {
                if (failed(completion.take())) {
                    break;
                }
            }
        } finally {
            Workers.end(pool);
        }
        List<LayerPass.Result> results = results(image, running);
        files.ifPresent(KeptFiles::store);
        return results;
    }

    private static LayerPass.Result result(Layer layer, LayerPass pass, Optional<CachedResults> kept, PathBudget budget)
            throws GateException, InterruptedException {
        Optional<LayerPass.Result> before = kept.flatMap(results -> results.load(layer));
        if (before.isEmpty()) {
            LayerPass.Result result = pass.run();
            kept.ifPresent(results -> results.store(layer, result));
            return result;
        }
        if (!layer.foundByDigest()) {
            pass.prove();
        }
        budget.take(before.get().journal().size());
        pass.finished();
        return before.get();
    }

    private LayerPass pass(
            Layer layer,
            Image image,
            List<LayerAnalyzer<?>> analyzers,
            Deadline deadline,
            ProgressListener progress,
            PathBudget budget,
            ContentMemory contents,
            IdleThreads idle,
            Optional<KeptFiles> kept) {
        int layers = image.layers().size();
        String name = "layer " + (layer.index() + 1) + " of " + layers + " ("
                + layer.descriptor().digest() + ") of " + image.reference();
        LayerFiles files = new LayerFiles(
                new Visitors(analyzers, layer, kept),
                new Contents(temporary, contents),
                name,
                limits,
                deadline,
                budget,
                idle);
        return new LayerPass(layer, layers, name, limits, deadline, progress, files);
    }

    private static boolean failed(Future<LayerPass.Result> done) throws InterruptedException {
        try {
            done.get();
            return false;
        } catch (ExecutionException e) {
            return true;
        }
    }

    /** All results, base layer first; or the failure of the lowest layer that failed by itself and was not stopped. */
    private static List<LayerPass.Result> results(Image image, SortedMap<Integer, Future<LayerPass.Result>> running)
            throws GateException, InterruptedException {
        List<LayerPass.Result> results = new ArrayList<>();
        Optional<InterruptedException> stopped = Optional.empty();
        for (Future<LayerPass.Result> layer : running.values()) {
            if (!layer.isDone()) {
                continue; // never begun, because another failed
            }
            try {
                results.add(layer.get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof InterruptedException interrupted) {
                    stopped = Optional.of(interrupted);
                } else {
                    throw failure(image, e);
                }
            }
        }
        if (stopped.isPresent()) {
            throw stopped.get();
        }
        if (results.size() < running.size()) {
            throw new IllegalStateException("a layer was neither read nor did one fail");
        }
        return results;
    }

    private static GateException failure(Image image, ExecutionException failed) {
        Throwable cause = failed.getCause();
        if (cause instanceof GateException gate) {
            return gate;
        }
        if (cause instanceof OutOfMemoryError) {
            return new GateException(
                    "there is not enough memory to read the layers of " + image.reference(),
                    "if the image is trustworthy, give the program more memory (-Xmx)",
                    cause);
        }
        if (cause instanceof Error error) {
            throw error;
        }
        throw new IllegalStateException("reading the layers of " + image.reference() + " failed", cause);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "layer-reader");
        thread.setDaemon(true);
        return thread;
    }
}
