package io.jenkins.lib.containergate.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.rule.RuleEvaluation;
import io.jenkins.lib.containergate.rule.RuleOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged and hostile files: an error, or an answer no better than that of the file they were made from. */
class HostileTaskDefinitionsTest {
    private static final int MUTANTS_A_SEED = 300;
    /** Far more than any of them needs; only a hang comes near it. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String YAML = """
        Parameters:
          Unset: {Type: String}
        Conditions:
          Maybe: !Equals [!Ref Unset, x]
        Resources:
          Task:
            Type: AWS::ECS::TaskDefinition
            Properties:
              Family: shop
              NetworkMode: host
              ContainerDefinitions:
                - Name: web
                  Image: !Sub "${AWS::AccountId}.dkr.ecr.${AWS::Region}.amazonaws.com/web:${Unset}"
                  Privileged: !If [Maybe, true, false]
                  User: !Ref Unset
                  Environment:
                    - {Name: A, Value: !Join [":", [a, !Ref Unset]]}
        """;

    static Stream<String> seeds() {
        return Stream.of(
                TestTask.ec2().container("\"privileged\": true").json(),
                TestTask.ec2().template(),
                YAML);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void damagedFilesNeverCrashOrHang(String seed) {
        Random random = new Random(20261124);
        for (int i = 0; i < MUTANTS_A_SEED; i++) {
            String mutant = mutate(seed, random);
            int number = i;
            Assertions.assertTimeoutPreemptively(PATIENCE, () -> answers(mutant), () -> "mutant " + number);
        }
    }

    /** Made when they are thrown: together they would fill the memory. */
    private enum Bomb {
        DEEP_LISTS(() -> "[".repeat(100_000)),
        DEEP_OBJECTS(() -> "{\"a\":".repeat(50_000)),
        DEEP_FLOW(() -> "{a: ".repeat(10_000)),
        DEEP_YAML(() -> "- ".repeat(50_000)),
        ALIASES(() -> "a: &a [x, x]\n"
                + IntStream.range(0, 20)
                        .mapToObj(i -> "k" + (i + 1) + ": &k" + (i + 1) + " [*k" + i + ", *k" + i + "]\n")
                        .collect(Collectors.joining())),
        CONTAINERS(() -> "{\"containerDefinitions\": [" + "{},".repeat(600_000) + "{}]}"),
        KEYS(() -> IntStream.range(0, 1_100_000)
                .mapToObj(i -> "\"k" + i + "\":1")
                .collect(Collectors.joining(",", "{\"containerDefinitions\": [{", "}]}"))),
        DEFINITIONS(() -> IntStream.range(0, 50_000)
                .mapToObj(i -> "\"T" + i
                        + "\":{\"Type\":\"AWS::ECS::TaskDefinition\",\"Properties\":{\"ContainerDefinitions\":[{}]}}")
                .collect(Collectors.joining(",", "{\"Resources\": {", "}}"))),
        LONG_TEXT(() -> "{\"family\": \"" + "x".repeat(5 << 20) + "\", \"containerDefinitions\": [{}]}"),
        EXPONENT(() -> "{\"containerDefinitions\": [{\"memory\": 1e999999999}]}"),
        DIGITS(() -> "{\"containerDefinitions\": [{\"memory\": " + "9".repeat(100_000) + "}]}"),
        HEXADECIMAL(() -> "a: 0x" + "f".repeat(1_000_000)),
        SUBSTITUTIONS(() -> YAML + "          - {Name: B, Value: !Sub '" + "${Unset}".repeat(400_000) + "'}\n"),
        CONDITIONS(() -> YAML.replace(
                        "  Maybe: ",
                        IntStream.range(0, 50)
                                        .mapToObj(i -> "  C%1$d: !And [!Condition C%2$d, !Condition C%2$d]\n"
                                                .formatted(i, i + 1))
                                        .collect(Collectors.joining())
                                + "  C50: !Equals [a, a]\n  Maybe: ")
                .replace("!If [Maybe", "!If [C0")),
        LONG_KEY(() -> "? " + "a".repeat(100_000) + "\n: b"),
        TAG_DIRECTIVE(() -> "%TAG ! tag:x,2000:\n---\na: !b c"),
        BINARY(() -> "!!binary x"),
        NUL(() -> "\u0000"),
        HALF_A_CHARACTER(() -> "{\"containerDefinitions\": [{\"name\": \"\\uD800\"}]}");

        private final Supplier<String> text;

        Bomb(Supplier<String> text) {
            this.text = text;
        }
    }

    @ParameterizedTest
    @EnumSource
    void bombsEndInAnAnswer(Bomb bomb) {
        Assertions.assertTimeoutPreemptively(PATIENCE, () -> answers(bomb.text.get()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"yes\"", "1", "[]", "{}", "[true]", "{\"true\": true}", "\"\"", "\"TRUE \"", "1.5"})
    void aWrongTypeOfPrivilegedIsNeverAPass(String value) {
        String json = TestTask.ec2().container("\"privileged\": " + value).json();
        assertThat(outcome(json, "no-privileged")).isNotEqualTo(RuleOutcome.PASS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"privileged", "Privileged", "PRIVILEGED", "pRiViLeGeD"})
    void noSpellingOfAMemberHidesIt(String member) {
        String json = TestTask.ec2().container("\"" + member + "\": true").json();
        assertThat(outcome(json, "no-privileged")).isEqualTo(RuleOutcome.FAIL);
    }

    private static RuleOutcome outcome(String json, String rule) {
        try {
            TaskFacts facts = new TaskFacts(TaskFiles.read(json).get(0), ContainerImages.none());
            return TaskRules.all()
                    .only(each -> each.id().value().equals(rule))
                    .evaluate(facts)
                    .evaluations()
                    .get(0)
                    .result()
                    .outcome();
        } catch (GateException e) {
            return RuleOutcome.ERROR;
        }
    }

    /** What the gate would do; whatever is thrown but a GateException fails the test. */
    private static List<RuleEvaluation> answers(String text) {
        try {
            List<TaskDefinition> tasks = TaskFiles.read(text);
            return tasks.stream()
                    .limit(10)
                    .flatMap(task ->
                            TaskRules.all()
                                    .evaluate(new TaskFacts(task, ContainerImages.none()))
                                    .evaluations()
                                    .stream())
                    .toList();
        } catch (GateException e) {
            assertThat(e.problem()).isNotBlank();
            assertThat(e.remedy()).isNotBlank();
            return List.of();
        }
    }

    private static String mutate(String seed, Random random) {
        StringBuilder text = new StringBuilder(seed);
        for (int change = 0; change <= random.nextInt(4); change++) {
            int at = random.nextInt(text.length());
            int end = Math.min(text.length(), at + 1 + random.nextInt(12));
            switch (random.nextInt(6)) {
                case 0 -> text.delete(at, end);
                case 1 -> text.insert(at, text.substring(at, end));
                case 2 -> text.setCharAt(at, "{}[]:,\"'!&*#|>-?%@`0\n\t\u0000\uFFFC".charAt(random.nextInt(23)));
                case 3 -> text.insert(at, "{\"Ref\": \"Unset\"}");
                case 4 -> text.replace(at, end, "null");
                default ->
                    text.insert(at, new String(new byte[] {(byte) random.nextInt(128)}, StandardCharsets.US_ASCII));
            }
            if (text.length() == 0) {
                return "";
            }
        }
        return text.toString();
    }
}
