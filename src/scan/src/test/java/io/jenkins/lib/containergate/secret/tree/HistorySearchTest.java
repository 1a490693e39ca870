package io.jenkins.lib.containergate.secret.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.finding.SecretFinding;
import io.jenkins.lib.containergate.finding.SecretFinding.Commit;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistorySearchTest {
    private static final String FILE = "Keys.java";

    private final SecretTemplate template = new SecretTemplate(31);
    private final String key = template.fill("{pem:pkcs8}").strip().replace("\n", "\\n");
    private final String used = "String key = \"" + key + "\";\n";
    private final String shown = "String testKey = \"" + key + "\";\n";

    @TempDir
    private Path root;

    @Test
    void aKeyThatTheTreeOnlyShowsIsToldAsInUseOfTheCommitThatUsedIt() throws Exception {
        assertThat(fixtures(shown, used)).containsExactly(true, false);
    }

    @Test
    void aKeyThatWasShownBeforeItWasUsedIsToldAsInUse() throws Exception {
        assertThat(fixtures("", shown, used)).containsExactly(true, false);
    }

    @Test
    void aKeyThatIsInUseIsNotToldAgainWhereItIsShown() throws Exception {
        assertThat(fixtures(used, shown, used)).containsExactly(false);
    }

    @Test
    void whoLetsOneFileThroughDoesNotLetTheRestOfTheHistoryThrough() throws Exception {
        String first = "TOKEN=" + template.fill("{github:ghp_}") + "\n";
        String second = "TOKEN=" + template.fill("{github:ghp_}") + "\n";
        SecretLimits one = new SecretLimits(100, 1, 500_000, 8, 2, 6, 16L << 30);

        List<SecretFinding> rest = findings(one, "", first, second).stream()
                .filter(SecretFinding::undecided)
                .toList();
        assertThat(rest).singleElement().satisfies(finding -> {
            assertThat(finding.location().path()).isEmpty();
            assertThat(finding.actual()).contains("from " + FILE + " on", "more than 1 secrets");
        });
    }

    private List<Boolean> fixtures(String now, String... before) throws Exception {
        return findings(SecretLimits.defaults(), now, before).stream()
                .map(finding -> finding.details().fixture())
                .toList();
    }

    /** @param before what the file held, the oldest first */
    private List<SecretFinding> findings(SecretLimits limits, String now, String... before) throws Exception {
        Files.writeString(root.resolve(FILE), now);
        SecretSearch standard = SecretSearch.standard(Limits.defaults());
        SecretSearch search = new SecretSearch(standard.catalogue(), standard.options(), standard.limits(), limits);
        SourceHistory history = (tree, visitor, deadline) -> {
            for (int i = 0; i < before.length; i++) {
                Commit commit = new Commit(Integer.toString(i + 1).repeat(40), "Ada", Instant.EPOCH);
                byte[] bytes = before[i].getBytes(StandardCharsets.UTF_8);
                try {
                    visitor.content(new SourceHistory.Version(FILE, commit), new MemoryContent(FILE, bytes));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            }
        };
        return new SourceTree(search, 1, Optional.of(history))
                .search(root, "tree", Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()), ProgressListener.none())
                .findings();
    }
}
