package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.image.VersionTag;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The images of the repositories that the policy allows by name, each read once. A registry cannot be asked for an image by its layers, so
 * that the tags are read one by one, up to a limit.
 */
final class ApprovedImages {
    /** Each costs two or three requests. Docker Hub counts them as pulls, of which it allows 100 in 6 hours without a login. */
    static final int MOST_READ = 20;
    /** A registry that answers so often with an error, or has no image for the platform, is not asked on. */
    private static final int FAULTS_IN_ROW = 10;

    private final List<String> repositories;
    private final int patterns;
    private final BaseImageFinder.Registry registry;
    private final int mostRead;
    private final Map<Platform, List<BaseImage.Proven>> known = new HashMap<>();
    /** Listed once, whatever the platforms; empty where the registry did not answer. */
    private final Map<String, Optional<Listed>> listed = new HashMap<>();

    private final List<String> faults = new ArrayList<>();
    private int read;
    private int left;

    ApprovedImages(Optional<PatternSet> allowed, BaseImageFinder.Registry registry, int mostRead) {
        List<Glob> all = allowed.map(PatternSet::patterns).orElse(List.of());
        this.repositories =
                all.stream().filter(Glob::literal).map(Glob::toString).toList();
        this.patterns = all.size() - repositories.size();
        this.registry = registry;
        this.mostRead = mostRead;
    }

    /**
     * The one with the most layers whose layers are the lowest of the image.
     *
     * @param repository that it has to be of; empty for any
     */
    Optional<BaseImage.Proven> below(Image image, Optional<String> repository) throws InterruptedException {
        Platform platform = image.platform();
        if (!known.containsKey(platform)) {
            known.put(platform, all(platform));
        }
        return known.get(platform).stream()
                .filter(each -> repository.isEmpty() || each.name().repository().equals(repository.get()))
                .filter(each -> BaseImage.lowest(image, each.image()))
                .max(Comparator.comparing(
                        each -> each.image().config().diffIds().size()));
    }

    /** One tag of each repository in turn, so that none uses up the reads of the others. */
    private List<BaseImage.Proven> all(Platform platform) throws InterruptedException {
        List<BaseImage.Proven> images = new ArrayList<>();
        Deque<Tags> turns = new ArrayDeque<>();
        for (String repository : repositories) {
            if (!listed.containsKey(repository)) {
                listed.put(repository, tags(repository));
            }
            listed.get(repository).map(Tags::new).ifPresent(turns::add);
        }
        while (!turns.isEmpty()) {
            Tags next = turns.remove();
            if (read >= mostRead || next.failed >= FAULTS_IN_ROW) {
                left += next.rest.size();
            } else if (!next.rest.isEmpty()) {
                read++;
                Optional<BaseImage.Proven> found = read(next.take(), platform);
                next.failed = found.isPresent() ? 0 : next.failed + 1;
                found.ifPresent(images::add);
                turns.add(next);
            }
        }
        return images;
    }

    /** Those of one repository that are not read yet. */
    private static final class Tags {
        private final ImageReference name;
        private final Deque<String> rest;
        /** How many in a row could not be read. */
        private int failed;

        Tags(Listed repository) {
            this.name = repository.name();
            this.rest = new ArrayDeque<>(repository.tags());
        }

        ImageReference take() {
            return new ImageReference(name.registry(), name.path(), Optional.of(rest.remove()), Optional.empty());
        }
    }

    /** @param tags the newest first */
    private record Listed(ImageReference name, List<String> tags) {}

    private Optional<Listed> tags(String repository) throws InterruptedException {
        try {
            ImageReference name = ImageReference.parse(repository);
            return Optional.of(new Listed(name, newestFirst(registry.tags(name))));
        } catch (GateException e) {
            faults.add(e.problem());
        } catch (IOException e) {
            faults.add(FileProblem.of(e));
        }
        return Optional.empty();
    }

    private Optional<BaseImage.Proven> read(ImageReference name, Platform platform) throws InterruptedException {
        try {
            return Optional.of(new BaseImage.Proven(
                    name, registry.read(name, platform), "its layers alone, which are those of an approved image"));
        } catch (GateException e) {
            faults.add(e.problem());
        } catch (IOException e) {
            faults.add(FileProblem.of(e));
        }
        return Optional.empty();
    }

    /** Those without a number first: {@code latest}, {@code stable}. */
    private static List<String> newestFirst(List<String> tags) {
        return tags.stream().sorted(ApprovedImages::compare).toList();
    }

    private static int compare(String one, String other) {
        Optional<VersionTag> first = VersionTag.of(one);
        Optional<VersionTag> second = VersionTag.of(other);
        if (first.isEmpty() || second.isEmpty()) {
            return Boolean.compare(first.isPresent(), second.isPresent());
        }
        List<Long> mine = first.get().numbers().get(0);
        List<Long> theirs = second.get().numbers().get(0);
        for (int i = 0; i < Math.min(mine.size(), theirs.size()); i++) {
            int order = theirs.get(i).compareTo(mine.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(theirs.size(), mine.size());
    }

    /** What was searched, and what was not; as part of a sentence. */
    String unsearched() {
        List<String> parts = new ArrayList<>();
        if (repositories.isEmpty()) {
            parts.add("baseImages.allowed names no repository without a wildcard, so that no layers were compared");
        } else {
            parts.add(
                    "its lowest layers are not those of the " + read + " images of baseImages.allowed that were read");
        }
        if (patterns > 0 && !repositories.isEmpty()) {
            parts.add(patterns + " patterns name no repository to search");
        }
        if (left > 0) {
            parts.add(left + " more tags were not read");
        }
        if (!faults.isEmpty()) {
            parts.add(faults.size() + " could not be read, the first: " + faults.get(0));
        }
        return String.join(", ", parts);
    }
}
