package io.jenkins.lib.containergate.policy.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks the table of "Who may set what" in docs/policy.md line by line. */
class AuthorityTableTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final String SIGNER = "{name: %s, keyless: {issuer: 'https://i.example', subject: %s}}";

    /** Each of the values is empty where the table has none. */
    record Row(String key, String floor, String taken, String refused) {
        @Override
        public String toString() {
            return key + " over " + (floor.isEmpty() ? "nothing" : floor);
        }
    }

    private static List<List<String>> table(int index) {
        String text;
        try {
            text = Files.readString(Path.of("../../docs/policy.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String section = text.substring(text.indexOf("## Who may set what"));
        List<List<List<String>>> tables = new ArrayList<>();
        boolean inside = false;
        for (String line :
                section.substring(0, section.indexOf("\n## ", 5)).lines().toList()) {
            if (line.startsWith("|") && !inside) {
                tables.add(new ArrayList<>());
            }
            inside = line.startsWith("|");
            if (inside) {
                tables.get(tables.size() - 1)
                        .add(Arrays.stream(line.substring(1).split("\\|", -1))
                                .map(String::strip)
                                .toList());
            }
        }
        return tables.get(index).subList(2, tables.get(index).size());
    }

    static Stream<Row> rows() {
        return table(0).stream()
                .map(cells ->
                        new Row(value(cells.get(0)), value(cells.get(1)), value(cells.get(2)), value(cells.get(3))));
    }

    private static String value(String cell) {
        return cell.equals("-") ? "" : cell.replace("`", "");
    }

    private static PolicyDocument layer(String name, String key, String value) throws GateException {
        StringBuilder yaml = new StringBuilder("version: 1\n");
        if (!value.isEmpty()) {
            String path = key.replace("SEVERITY", "high")
                    .replace("undecided.KIND", "undecided.unread-ecosystem")
                    .replace("hardening.rules.RULE", "hardening.rules.no-sudo")
                    .replace("taskDefinition.rules.RULE", "taskDefinition.rules.no-privileged")
                    .replace("drift.rules.RULE", "drift.rules.running-tag-unmoved");
            String indent = "";
            for (String segment : path.split("\\.")) {
                yaml.append(indent).append(segment).append(":\n");
                indent += " ";
            }
            yaml.append(indent)
                    .append(value.replace("[K]", "[" + SIGNER.formatted("k", "k") + "]")
                            .replace("[L]", "[" + SIGNER.formatted("l", "l") + "]"))
                    .append('\n');
        }
        return PolicyParser.parse(name, name + ".yaml", yaml.toString());
    }

    private static EffectivePolicy merge(PolicyDocument... layers) throws GateException {
        return PolicyMerge.merge(List.of(layers), CLOCK);
    }

    @Test
    void everyKeyHasALine() {
        Set<String> keys = PolicyKeys.all().stream()
                .map(PolicyKey::path)
                .map(path -> path.replaceAll("(max|fixableFor)\\.[a-z]+$", "$1.SEVERITY"))
                .map(path -> path.replaceAll("^undecided\\..+$", "undecided.KIND"))
                .collect(Collectors.toCollection(TreeSet::new));
        PolicyKeys.ruleSections().keySet().forEach(section -> keys.add(section + ".RULE"));
        keys.addAll(List.of("signatures", "waivers"));

        Set<String> lines = rows().map(Row::key).collect(Collectors.toCollection(TreeSet::new));
        assertThat(lines).isEqualTo(keys);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anInnerLayerMaySayWhatTheTableSays(Row row) throws GateException {
        PolicyDocument floor = layer("floor", row.key(), row.floor());
        merge(floor, layer("team", row.key(), row.taken()));
        merge(floor, layer("folder", row.key(), ""), layer("team", row.key(), row.taken()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void anInnerLayerIsRefusedWhatTheTableSays(Row row) throws GateException {
        if (row.refused().isEmpty()) {
            assertThat(row.taken()).as("a line that says something").isNotEmpty();
            return;
        }
        PolicyDocument floor = layer("floor", row.key(), row.floor());
        PolicyDocument team = layer("team", row.key(), row.refused());
        for (List<PolicyDocument> layers : List.of(
                List.of(floor, team),
                List.of(floor, layer("folder", row.key(), ""), team),
                List.of(floor, layer("folder", row.key(), row.taken()), team))) {
            assertThatThrownBy(() -> PolicyMerge.merge(layers, CLOCK))
                    .isInstanceOf(PolicyException.class)
                    .hasMessageContaining("team");
        }
        assertThatCode(() -> merge(team)).as("as a floor of its own").doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aFileOfWaiversHoldsNothingElse(Row row) throws GateException {
        for (String value : List.of(row.taken(), row.refused())) {
            PolicyDocument file = layer("file", row.key(), value);
            if (!value.isEmpty() && !row.key().equals("waivers")) {
                PolicyDocument floor = layer("floor", row.key(), row.floor());
                assertThatThrownBy(() -> PolicyMerge.merge(List.of(floor), List.of(file), CLOCK))
                        .isInstanceOf(PolicyException.class)
                        .hasMessageContaining("but a file of waivers holds nothing else");
            }
        }
    }

    @Test
    void theTestsThatTheTableNamesAreThere() throws IOException {
        Set<String> tests = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            files.filter(file -> file.toString().contains("test"))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .forEach(tests::add);
        }
        assertThat(table(1))
                .isNotEmpty()
                .allSatisfy(cells -> assertThat(tests).contains(value(cells.get(3)) + ".java"));
    }
}
