package io.jenkins.plugins.containergate.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The Maven Central build of the same sources gives the same plugin. */
class BothBuildsTest {
    /** Written by tools that only the standard build has, and needed by nothing at run time. */
    private static final Set<String> STANDARD_ONLY = Set.of(".stapler", ".javadoc", "META-INF/exposed.stapler-beans");

    private final Path standard = SiblingBuild.classes(".");
    private final Path central = SiblingBuild.classes("central");

    @Test
    void bothHaveTheSameFiles() throws IOException {
        assertThat(files(central)).isEqualTo(files(standard));
    }

    @Test
    void classFilesIndexesAndPagesAreTheSameBytes() throws IOException {
        List<String> different = new ArrayList<>();
        for (String file : files(standard)) {
            if (Files.isRegularFile(central.resolve(file))
                    && Files.mismatch(standard.resolve(file), central.resolve(file)) >= 0) {
                different.add(file);
            }
        }
        assertThat(different).isEmpty();
    }

    @Test
    void theIndexesThatJenkinsReadsAreThere() throws IOException {
        assertThat(files(central))
                .contains(
                        "META-INF/annotations/hudson.Extension",
                        "META-INF/services/annotations/org.jenkinsci.Symbol",
                        "index.jelly");
    }

    private static SortedSet<String> files(Path classes) throws IOException {
        SortedSet<String> files = new TreeSet<>(SiblingBuild.files(classes));
        files.removeIf(file -> STANDARD_ONLY.stream().anyMatch(file::endsWith));
        return files;
    }
}
