package io.jenkins.lib.containergate.hardening.file;

import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.hardening.account.AccountFile;
import io.jenkins.lib.containergate.hardening.account.AccountFile.GroupEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.PasswdEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFile.ShadowEntry;
import io.jenkins.lib.containergate.hardening.account.AccountFileParser;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.CacheUse;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFile;
import io.jenkins.lib.containergate.hardening.file.LayerFileFacts.NotedFiles;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.Visibility;
import io.jenkins.lib.containergate.layer.Visibility.Landing;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What the files of an image say after all its layers are applied.
 *
 * @param files every trait has its entry
 * @param caches base layer first
 */
public record FileFacts(
        Map<FileTrait, PlacedFiles> files,
        List<PlacedCache> caches,
        PlacedAccountFile<PasswdEntry> passwd,
        PlacedAccountFile<ShadowEntry> shadow,
        PlacedAccountFile<GroupEntry> group) {

    private static final int MODE = 0755;

    public FileFacts {
        files = Collections.unmodifiableMap(new EnumMap<>(files));
        caches = List.copyOf(caches);
    }

    /**
     * @param diffIds of the layers, base layer first
     * @param layers what each of them brought
     */
    public static FileFacts of(List<Digest> diffIds, List<LayerFileFacts> layers, Visibility visibility) {
        if (diffIds.size() != layers.size()) {
            throw new IllegalArgumentException(diffIds.size() + " layers, but facts of " + layers.size());
        }
        Map<FileTrait, PlacedFiles> files = new EnumMap<>(FileTrait.class);
        for (FileTrait trait : FileTrait.values()) {
            files.put(trait, place(trait, diffIds, layers, visibility));
        }
        List<PlacedCache> caches = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            for (CacheUse use : layers.get(i).caches()) {
                caches.add(new PlacedCache(i, diffIds.get(i), use));
            }
        }
        return new FileFacts(
                files,
                caches,
                topmost(AccountFileParser.passwd(), diffIds, layers, LayerFileFacts::passwd, visibility),
                topmost(AccountFileParser.shadow(), diffIds, layers, LayerFileFacts::shadow, visibility),
                topmost(AccountFileParser.group(), diffIds, layers, LayerFileFacts::group, visibility));
    }

    public PlacedFiles files(FileTrait trait) {
        PlacedFiles placed = files.get(trait);
        if (placed == null) {
            throw new IllegalStateException("no answer for " + trait);
        }
        return placed;
    }

    private static PlacedFiles place(
            FileTrait trait, List<Digest> diffIds, List<LayerFileFacts> layers, Visibility visibility) {
        List<PlacedFile> placed = new ArrayList<>();
        List<OmittedFiles> omitted = new ArrayList<>();
        for (int i = 0; i < layers.size(); i++) {
            NotedFiles noted = layers.get(i).files(trait);
            for (NotedFile file : noted.files()) {
                placed.add(new PlacedFile(diffIds.get(i), file, visibility.visible(i, file.path())));
            }
            if (noted.omitted() > 0) {
                omitted.add(new OmittedFiles(diffIds.get(i), noted.omitted()));
            }
        }
        for (Landing landing : visibility.landings()) {
            if (landing.layer() < layers.size()) {
                landed(trait, landing)
                        .ifPresent(file -> placed.add(new PlacedFile(diffIds.get(landing.layer()), file, true)));
            }
        }
        return new PlacedFiles(placed, omitted);
    }

    /** A file whose path tells its trait, and which has that path only where it was written to through a link. */
    private static Optional<NotedFile> landed(FileTrait trait, Landing landing) {
        Optional<String> place = place(trait, landing.seen());
        return place.isPresent() && place(trait, landing.written()).isEmpty()
                ? Optional.of(new NotedFile(place.get(), MODE, 0, 0, false))
                : Optional.empty();
    }

    private static Optional<String> place(FileTrait trait, String path) {
        LayerEntry entry = new LayerEntry(path, LayerEntry.Kind.FILE, 1, MODE, 0, 0, "");
        return trait.place(entry, entry.name());
    }

    private static <E> PlacedAccountFile<E> topmost(
            AccountFileParser<E> parser,
            List<Digest> diffIds,
            List<LayerFileFacts> layers,
            Function<LayerFileFacts, AccountFile<E>> database,
            Visibility visibility) {
        for (Landing landing : visibility.landings()) {
            if (landing.seen().equals(parser.path())) {
                return new PlacedAccountFile<>(
                        parser.path(),
                        Optional.of(diffIds.get(landing.layer())),
                        new AccountFile.Unreadable<>(
                                parser.path(), "is written through a symbolic link, as " + landing.written()));
            }
        }
        for (int i = layers.size() - 1; i >= 0; i--) {
            AccountFile<E> file = database.apply(layers.get(i));
            String at = file instanceof AccountFile.Unreadable<E> unreadable ? unreadable.at() : parser.path();
            if (!(file instanceof AccountFile.Absent) && visibility.visible(i, at)) {
                return new PlacedAccountFile<>(parser.path(), Optional.of(diffIds.get(i)), file);
            }
        }
        return new PlacedAccountFile<>(parser.path(), Optional.empty(), new AccountFile.Absent<>());
    }

    /**
     * One file with a {@link FileTrait} in the image.
     *
     * @param layer diff id of the layer that brings it
     * @param visible a container sees it: no later layer deletes or replaces it
     */
    public record PlacedFile(Digest layer, NotedFile file, boolean visible) {
        public String path() {
            return file.path();
        }

        public Location location() {
            return Location.inLayer(layer, file.path());
        }
    }

    /**
     * Files of an image with one trait, base layer first.
     *
     * @param omitted layers that had more than was kept
     */
    public record PlacedFiles(List<PlacedFile> files, List<OmittedFiles> omitted) {
        public PlacedFiles {
            files = List.copyOf(files);
            omitted = List.copyOf(omitted);
        }

        public PlacedFiles only(Predicate<PlacedFile> wanted) {
            return new PlacedFiles(files.stream().filter(wanted).toList(), omitted);
        }
    }

    /**
     * What the image still ships of a package manager's cache, whether or not a later layer hides it.
     *
     * @param layerIndex position of the layer, base layer 0
     * @param layer its diff id
     */
    public record PlacedCache(int layerIndex, Digest layer, CacheUse use) {}

    /**
     * An account database as a container sees it.
     *
     * @param layer diff id of the layer that brings it, empty when none does
     * @param <E> its entries
     */
    public record PlacedAccountFile<E>(String path, Optional<Digest> layer, AccountFile<E> file) {
        public Location location() {
            return new Location(layer, Optional.of(path), OptionalInt.empty(), Optional.empty());
        }

        /** @param line from 1 */
        public Location line(int line) {
            return new Location(layer, Optional.of(path), OptionalInt.of(line), Optional.empty());
        }
    }

    /**
     * Files of a layer with a trait that were counted but not kept, so that nobody knows whether a container sees them.
     *
     * @param layer diff id
     */
    public record OmittedFiles(Digest layer, long count) {}
}
