package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.OwnedFile;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The files of one installed package: three lists for their paths, one for their digests.
 *
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/tags.html#file-information">RPM tags, files</a>
 */
final class RpmFileList {
    private static final int FILE_DIGESTS = 1035;
    private static final int DIRECTORY_INDEXES = 1116;
    private static final int BASE_NAMES = 1117;
    private static final int DIRECTORY_NAMES = 1118;

    private RpmFileList() {}

    /**
     * @param owner name of the package
     * @param kept tells by its path whether it matters who owns a file
     * @return empty when the lists do not fit together: they say who owns files, and then they say nothing
     */
    static List<OwnedFile> of(HeaderTags tags, String owner, Predicate<String> kept) {
        try {
            List<String> names = tags.strings(BASE_NAMES);
            List<Integer> indexes = tags.numbers(DIRECTORY_INDEXES);
            List<String> directories = tags.strings(DIRECTORY_NAMES);
            List<String> digests = tags.strings(FILE_DIGESTS);
            boolean whole = indexes.size() == names.size()
                    && digests.size() == names.size()
                    && indexes.stream().allMatch(index -> index >= 0 && index < directories.size());
            if (!whole) {
                return List.of();
            }
            List<OwnedFile> owned = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                String path = directories.get(indexes.get(i)) + names.get(i);
                if (path.startsWith("/") && kept.test(path.substring(1))) {
                    ContentDigests.recorded(digests.get(i))
                            .ifPresent(digest -> owned.add(new OwnedFile(owner, path.substring(1), digest)));
                }
            }
            return owned;
        } catch (MalformedContentException e) {
            return List.of();
        }
    }
}
