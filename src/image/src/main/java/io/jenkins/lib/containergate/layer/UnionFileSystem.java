package io.jenkins.lib.containergate.layer;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.LinkRule.Links;
import io.jenkins.lib.containergate.layer.Visibility.Landing;
import io.jenkins.lib.containergate.layer.Visibility.Reached;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * All layers of an image put on each other, base layer first, as every kind of runtime would.
 *
 * <p>Runtimes agree on every image except for entries whose path leads through a symbolic link ({@code app/x} where
 * {@code app} is a link to {@code srv}): some write to the link's target, some to a directory that takes the link's
 * place, and whiteouts reach through links in some. Such an image is put together once for each {@link LinkRule}, and
 * what is visible in one of them is visible: whatever runtime unpacks the image, no file of it is left out.
 */
final class UnionFileSystem implements Visibility {
    private final Limits limits;
    private final String image;
    private final UnpackedLayers literal;
    private final List<PathJournal> journals = new ArrayList<>();
    private List<UnpackedImage> ways = List.of();

    /** @param image as the user knows it, for messages */
    UnionFileSystem(String image, Limits limits) {
        this.image = image;
        this.limits = limits;
        this.literal = new UnpackedLayers(image, limits, LinkRule.LITERAL);
    }

    /** Puts a layer on top. */
    void apply(PathJournal journal) throws GateException {
        journals.add(journal);
        literal.apply(journal);
    }

    /** After the last layer: settles what is visible. */
    UnionFileSystem finish() throws GateException {
        List<UnpackedLayers> all = new ArrayList<>(List.of(literal));
        if (literal.throughLinks()) {
            for (Links writes : List.of(Links.OF_THE_LAYER, Links.ALL)) {
                UnpackedLayers kept = unpacked(new LinkRule(writes, false, false));
                all.add(kept);
                if (kept.whiteoutsThroughLinks()) {
                    all.add(unpacked(new LinkRule(writes, true, false)));
                    all.add(unpacked(new LinkRule(writes, true, true)));
                }
            }
        }
        if (all.stream().noneMatch(way -> way.failure().isEmpty())) {
            throw literal.failure().orElseThrow();
        }
        List<UnpackedImage> unpacked = new ArrayList<>();
        for (UnpackedLayers way : all) {
            unpacked.add(way.finish());
        }
        ways = List.copyOf(unpacked);
        journals.clear();
        return this;
    }

    private UnpackedLayers unpacked(LinkRule rule) throws GateException {
        UnpackedLayers unpacked = new UnpackedLayers(image, limits, rule);
        for (PathJournal journal : journals) {
            unpacked.apply(journal);
        }
        return unpacked;
    }

    @Override
    public boolean visible(int layerIndex, String path) {
        return ways.stream().anyMatch(way -> way.visible(layerIndex, path));
    }

    @Override
    public long fileCount() {
        return ways.stream().mapToLong(UnpackedImage::fileCount).max().orElse(0);
    }

    @Override
    public List<Landing> landings() {
        Set<Landing> landings = new LinkedHashSet<>();
        ways.forEach(way -> landings.addAll(way.landings()));
        return List.copyOf(landings);
    }

    @Override
    public List<Reached> reached(String path) {
        return ways.stream().map(way -> way.reached(path)).distinct().toList();
    }

    @Override
    public Stream<Below> below(String directory) {
        return ways.stream().flatMap(way -> way.below(directory)).distinct();
    }
}
