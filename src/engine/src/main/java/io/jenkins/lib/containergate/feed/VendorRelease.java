package io.jenkins.lib.containergate.feed;

import io.jenkins.lib.containergate.ecosystem.OsvScope;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where the vendor of a distribution publishes the advisories of one release, or of all.
 *
 * @param ecosystem name of the distribution and release, as OSV could have it: {@code Amazon Linux:2023}; without a release for
 *     all
 * @param ids of its advisories, and of those of no other release
 */
public record VendorRelease(String ecosystem, Pattern ids, List<Repository> repositories) {
    public VendorRelease {
        repositories = List.copyOf(repositories);
    }

    /** It says something about the release that the scope stands for. */
    boolean concerns(OsvScope scope) {
        return ecosystem.equals(scope.ecosystem()) || scope.proves(ecosystem);
    }

    /** One rpm repository, or several that a catalogue names. */
    public sealed interface Repository {
        /** What names the repositories. */
        URI address();

        /**
         * One whose address is in a list of mirrors, one a line.
         *
         * @param optional it may be without advisories
         */
        record Mirrored(URI address, boolean optional) implements Repository {}

        /**
         * The topics of {@code amazon-linux-extras}, each a repository of its own, many without advisories.
         *
         * @param address of the catalogue: {@code {"topics": [{"n": "docker"}]}}
         * @param mirrors address of the list of mirrors of a topic, with {@code %s} for its name
         */
        record Topics(URI address, String mirrors) implements Repository {}

        /** Oracle's OVAL definitions, in one file. The only one of its release. */
        record Oval(URI address) implements Repository {}

        /**
         * Bodhi, which lists the updates of each release of Fedora. The only one of its release.
         *
         * @param address of its REST API; ends with a slash
         */
        record Bodhi(URI address) implements Repository {}

        /**
         * Red Hat's VEX documents, in one archive that {@code archive_latest.txt} names. The only one of its release.
         *
         * @param address of the folder; ends with a slash
         */
        record VexArchive(URI address) implements Repository {}
    }
}
