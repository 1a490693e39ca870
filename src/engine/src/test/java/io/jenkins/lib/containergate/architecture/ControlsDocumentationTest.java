package io.jenkins.lib.containergate.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.DeploymentRules;
import io.jenkins.lib.containergate.ecs.TaskRules;
import io.jenkins.lib.containergate.ecs.account.CloudDeploymentRules;
import io.jenkins.lib.containergate.ecs.account.CloudTaskRules;
import io.jenkins.lib.containergate.rule.Rule;
import io.jenkins.lib.containergate.rule.RuleCatalogue;
import io.jenkins.lib.containergate.rule.RuleMetadata;
import io.jenkins.lib.containergate.rule.RuleSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that maps the controls of others names rules that exist, and each where a rule claims it. */
class ControlsDocumentationTest {
    private static final Path PAGE =
            Path.of("../../docs/controls.md").toAbsolutePath().normalize();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|$");
    private static final Pattern RULE = Pattern.compile("\\[([a-z0-9-]+)\\]\\(rules/\\1\\.md\\)");

    @Test
    void everyRowNamesARuleThatExists() throws IOException {
        Set<String> known =
                metadata().map(rule -> rule.id().value()).collect(Collectors.toCollection(LinkedHashSet::new));
        assertThat(rows())
                .hasSizeGreaterThan(40)
                .allSatisfy((control, rules) ->
                        assertThat(rules).as(control).isNotEmpty().allMatch(known::contains));
    }

    @Test
    void aRuleThatClaimsAControlIsNamedInItsRow() throws IOException {
        Map<String, Set<String>> rows = rows();
        List<RuleMetadata> claiming =
                metadata().filter(rule -> !controls(rule).isEmpty()).toList();
        assertThat(claiming)
                .hasSizeGreaterThan(15)
                .allSatisfy(rule -> assertThat(controls(rule))
                        .as(rule.id().value())
                        .allSatisfy(control -> assertThat(rows.get(control))
                                .as(control)
                                .isNotNull()
                                .contains(rule.id().value())));
    }

    private static List<String> controls(RuleMetadata rule) {
        return rule.sources().stream()
                .filter(source ->
                        source.catalogue() == RuleCatalogue.FSBP || source.catalogue() == RuleCatalogue.CHECKOV)
                .map(RuleSource::item)
                .toList();
    }

    private static Map<String, Set<String>> rows() throws IOException {
        Map<String, Set<String>> rows = new LinkedHashMap<>();
        ROW.matcher(Files.readString(PAGE))
                .results()
                .filter(row -> !row.group(1).equals("control"))
                .filter(row -> !row.group(1).startsWith("---"))
                .forEach(row -> rows.put(row.group(1).strip(), rules(row.group(3))));
        return rows;
    }

    private static Set<String> rules(String cell) {
        return RULE.matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<RuleMetadata> metadata() {
        return Stream.of(
                        TaskRules.all().rules(),
                        DeploymentRules.all().rules(),
                        CloudTaskRules.all().set().rules(),
                        CloudDeploymentRules.all().set().rules())
                .flatMap(List::stream)
                .map(Rule::metadata);
    }
}
