package io.jenkins.lib.containergate.secret.peers;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.secret.corpus.Planting;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.lib.containergate.testkit.peer.Peer;
import io.jenkins.lib.containergate.testkit.secret.SecretCarrier;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What gitleaks finds of secrets that are known to be there, this scanner finds. The tree is generated: every example of
 * every rule, in every kind of file it is written into. Near misses lie beside them, and what gitleaks says of those does
 * not count.
 */
@Tag("peers")
class GitleaksPeerTest {
    private static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(10), Clock.systemUTC());

    @TempDir
    Path directory;

    private final SecretTemplate template = new SecretTemplate(77);
    private final Map<String, String> planted = new TreeMap<>();

    @Test
    void itsTruePositivesAreASubsetOfOurs() throws Exception {
        Peer.needs("gitleaks");
        Path tree = Files.createDirectory(directory.resolve("tree"));
        plant(tree);

        Set<String> theirs = gitleaks(tree);
        Set<String> missed = new TreeSet<>(theirs);
        missed.removeAll(ours(tree));

        assertThat(theirs).as("files in which gitleaks finds what was planted").hasSizeGreaterThan(1_000);
        assertThat(missed)
                .as("files in which gitleaks finds what was planted, and this scanner nothing")
                .isEmpty();
    }

    private void plant(Path tree) throws IOException {
        Planting planting = new Planting(template);
        for (SecretRule rule : SecretCatalogue.standardRules()) {
            for (String example : rule.examples()) {
                if (rule.files().isEmpty()) {
                    write(tree, rule, "srv/app/state.conf", template.fill(example) + "\n", true);
                }
                for (SecretCarrier carrier : SecretCarrier.values()) {
                    if (planting.fits(rule, example, carrier)) {
                        write(tree, rule, carrier.path(), planting.text(example, carrier), true);
                    }
                }
            }
            for (String near : rule.near()) {
                write(tree, rule, "srv/app/state.conf", template.fill(near) + "\n", false);
            }
        }
    }

    /** The file's name says the rule, so that a failure says what is missed and no value. */
    private void write(Path tree, SecretRule rule, String path, String text, boolean secret) throws IOException {
        String name = rule.id().value() + "/" + planted.size() + (secret ? "/" : "-near/") + path;
        Files.createDirectories(tree.resolve(name).getParent());
        Files.writeString(tree.resolve(name), text);
        planted.put(name, secret ? text : "");
    }

    /** Files with a finding whose value is part of what was planted there. */
    private Set<String> gitleaks(Path tree) throws IOException, InterruptedException {
        Path report = directory.resolve("gitleaks.json");
        Peer.run(
                tree,
                "gitleaks",
                "dir",
                ".",
                "--no-banner",
                "--exit-code=0",
                "--report-format=json",
                "--report-path=" + report);
        Set<String> files = new HashSet<>();
        for (JsonNode finding : new ObjectMapper().readTree(report.toFile())) {
            String file = Path.of(finding.path("File").asText()).normalize().toString();
            String secret = finding.path("Secret").asText();
            if (!secret.isEmpty() && planted.getOrDefault(file, "").contains(secret)) {
                files.add(file);
            }
        }
        return files;
    }

    private static Set<String> ours(Path tree) throws Exception {
        Set<String> files = new HashSet<>();
        SecretSearch standard = SecretSearch.standard(Limits.defaults());
        SecretLimits all = new SecretLimits(100, 100_000, 500_000, 8, 2, 6, 16L << 30);
        new SourceTree(new SecretSearch(standard.catalogue(), standard.options(), standard.limits(), all), 2)
                .search(tree, "tree", DEADLINE, ProgressListener.none()).findings().stream()
                        .filter(finding -> !finding.undecided())
                        .forEach(finding -> files.add(finding.location().path().orElseThrow()));
        return files;
    }
}
