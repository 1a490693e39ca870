package io.jenkins.lib.containergate.policy.cel;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.RuleExpression.Problem;
import io.jenkins.lib.containergate.policy.cel.RuleExpression.Result;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.Unresolved;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What expressions may say, and what they may cost. */
class RuleExpressionTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
    private static final RuleLimits LIMITS = new RuleLimits(1_000_000, Duration.ofSeconds(10), 100);

    private static List<String> problems(String text, GateName gate) {
        return RuleExpression.compile(text, gate).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static Result evaluate(String text, GateName gate, Map<String, Object> values, RuleLimits limits) {
        return RuleExpression.compile(text, gate)
                .expression()
                .orElseThrow(() -> new AssertionError(problems(text, gate)))
                .evaluate(values, limits, Deadline.after(limits.time(), CLOCK));
    }

    private static Result evaluate(String text) {
        return evaluate(
                text,
                GateName.VULNERABILITIES,
                Map.of(
                        "packages",
                        List.of(Map.of("name", "bash", "licenses", List.of("GPL-3.0"))),
                        "now",
                        CLOCK.instant()),
                LIMITS);
    }

    private static Result ofTask(String text, Map<String, Object> task) {
        return evaluate(text, GateName.TASK_DEFINITION, Map.of("task", task), LIMITS);
    }

    private static String undecided(Result result) {
        assertThat(result).isInstanceOf(Result.Undecided.class);
        return ((Result.Undecided) result).problem();
    }

    private static Result.Found found(String... texts) {
        return new Result.Found(List.of(texts));
    }

    @Test
    void aConditionHoldsOrNot() {
        assertThat(evaluate("packages.exists(p, 'GPL-3.0' in p.licenses)")).isEqualTo(found(""));
        assertThat(evaluate("packages.exists(p, p.name == 'zsh')")).isEqualTo(found());
        assertThat(evaluate("now > timestamp('2026-01-01T00:00:00Z')")).isEqualTo(found(""));
    }

    @Test
    void aListOfTextsIsOneFindingEach() {
        assertThat(evaluate("packages.filter(p, 'GPL-3.0' in p.licenses).map(p, p.name)"))
                .isEqualTo(found("bash"));
    }

    @Test
    void aMistakeNamesItsLineAndColumn() {
        assertThat(problems("packages.exists(p,\n  p.licence == 'GPL')", GateName.VULNERABILITIES))
                .containsExactly("line 2, column 4 of the expression: undefined field 'licence'");
        assertThat(problems("packages.exists(p, true", GateName.VULNERABILITIES))
                .singleElement()
                .asString()
                .startsWith("line 1, column 24 of the expression: ");
        assertThat(problems("packages.size() > 'a'", GateName.VULNERABILITIES))
                .singleElement()
                .asString()
                .startsWith("line 1, column 17 of the expression: found no matching overload");
    }

    @Test
    void aVariableOfAnotherGateIsUnknown() {
        assertThat(problems("task.networkMode == 'host'", GateName.VULNERABILITIES))
                .singleElement()
                .asString()
                .contains("undeclared reference to 'task'");
    }

    @Test
    void onlyTruthAndTextsAreAnswers() {
        assertThat(problems("packages.size()", GateName.VULNERABILITIES))
                .containsExactly(
                        "line 1, column 1 of the expression: must be true or false, or a list of texts with one for"
                                + " each finding");
        assertThat(problems("['a']", GateName.TASK_DEFINITION))
                .singleElement()
                .asString()
                .contains("texts of a task definition can be secrets");
        assertThat(undecided(ofTask("task.x", Map.of("x", List.of("hunter2")))))
                .isEqualTo("the value is neither true nor false");
    }

    @Test
    void aSyntaxErrorIsNotPrinted() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            problems("1 +", GateName.DRIFT);
            problems("\u0000'", GateName.DRIFT);
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void whatIsAbsentIsNoAnswer() {
        assertThat(undecided(evaluate("image.user == ''", GateName.SECRETS, Map.of(), LIMITS)))
                .contains("image is not known here");
        assertThat(undecided(ofTask("task.cpu == '256'", Map.of())))
                .isEqualTo("line 1, column 10 of the expression: no such key");
        assertThat(ofTask("has(task.cpu) && task.cpu == '256'", Map.of())).isEqualTo(found());
    }

    @Test
    void whatIsKnownOnlyAtDeploymentIsNoAnswerUnlessNothingDependsOnIt() {
        Map<String, Object> task = Map.of("cpu", new Unresolved(false), "list", List.of(new Unresolved(false)));
        assertThat(undecided(ofTask("task.cpu == '256'", task))).contains("known only at deployment");
        assertThat(undecided(ofTask("task.list.exists(x, x == 1)", task))).contains("known only at deployment");
        assertThat(ofTask("task.cpu == '256' || true", task)).isEqualTo(found(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'--debug' in task.command",
                "!('--debug' in task.command)",
                "task.environment == [{'name': 'A', 'value': '1'}, {'name': 'B', 'value': '2'}]",
                "task.environment != [{'name': 'A', 'value': '1'}, {'name': 'B', 'value': '2'}]",
                "{'name': 'B', 'value': '2'} in task.environment",
                "[['sh', '--debug']].exists(x, x == task.command)",
                "['sh', '--debug'] in [task.command]",
                "task.environment[1] in [{'name': 'B', 'value': '2'}]"
            })
    void aPartThatIsKnownOnlyAtDeploymentIsNotTakenForAnother(String text) {
        assertThat(undecided(ofTask(text, partlyKnown()))).contains("known only at deployment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'sh' in task.command",
                "task.command != ['bash', '--debug'] && task.command != ['sh']",
                "!({'name': 'C', 'value': '2'} in task.environment)",
                "{'name': 'A', 'value': '1'} in task.environment",
                "task.environment != [{'name': 'A', 'value': '2'}, {'name': 'B', 'value': '2'}]",
                "'name' in task.environment[0] && !('x' in task.environment[0])",
                "task.environment[0] == {'value': '1', 'name': 'A'} && task.environment[0] != {'name': 'A'}",
                "[[1, 2], []] == [[1, 2], []] && [[1, 2]] != [[2, 1]] && 1 in [2, 1] && !(3 in [2, 1])",
                "{'a': {'b': [1]}} == {'a': {'b': [1]}} && {'a': {'b': [1]}} != {'a': {'b': [2]}}"
            })
    void whatIsKnownIsComparedWholly(String text) {
        assertThat(ofTask(text, partlyKnown())).isEqualTo(found(""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!has(task.taskRoleArn)",
                "!('taskRoleArn' in task)",
                "task.size() < 2",
                "task == {'cpu': '256'}",
                "[task].exists(t, !has(t.taskRoleArn))"
            })
    void whetherAMemberIsThereCanBeKnownOnlyAtDeployment(String text) {
        assertThat(undecided(ofTask(text, Map.of("cpu", "256", "taskRoleArn", new Unresolved(true)))))
                .contains("known only at deployment");
        assertThat(ofTask(text, Map.of("cpu", "256", "memory", "512", "taskRoleArn", new Unresolved(false))))
                .isEqualTo(found());
        assertThat(ofTask(
                        "has(task.cpu) && task.cpu == '256' && !has(task.x)",
                        Map.of("cpu", "256", "y", new Unresolved(true))))
                .isEqualTo(found(""));
    }

    /** The second and the fourth word may be absent. */
    private static Map<String, Object> openList() {
        return Map.of(
                "command",
                List.of("sh", new Unresolved(true), "--debug", new Unresolved(true)),
                "volumes",
                List.of(Map.of("name", "a"), new Unresolved(true)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task.command.map(w, 1).size() == 4",
                "task.command.map(w, w != '', 1).size() == 2",
                "task.command.filter(w, true).size() == 4",
                "task.command.filter(w, true) == []",
                "task.volumes.exists(v, true) && task.command.filter(w, true).exists(w, true)",
                "!task.command.all(w, false) && task.volumes.all(v, v.name == 'a')",
                "task.volumes.exists(v, v.name == 'b')",
                "task.volumes.exists_one(v, true)",
                "task.volumes.exists_one(v, v.name == 'a')",
                "task.volumes.filter(v, has(v.host)).size() == 0",
                "task.volumes.map(v, has(v.host)) == [false]",
                "[task.volumes].exists(l, l.map(v, 'x') == ['x'])",
                "task.command[1] == 'x'",
                "task.command[2] == '--debug'",
                "task['command'][2] == '--debug'",
                "[task.command][0][2] == '--debug'",
                "(task.command + ['x'])[2] == '--debug'",
                "(['x'] + task.command)[3] == '--debug'",
                "(['x'] + task.command).size() == 5",
                "(['x'] + task.command).map(w, 1).size() == 5",
                "(['x'] + task.command) == ['x', 'sh', '--debug']"
            })
    void aLoopAndAnIndexDependOnAnItemThatMayBeAbsent(String text) {
        assertThat(undecided(ofTask(text, openList()))).contains("known only at deployment");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "task.command.exists(w, w == '--debug') && '--debug' in task.command",
                "!task.command.all(w, w != 'sh')",
                "task.volumes.exists(v, true) && !task.volumes.all(v, false)",
                "task.command.all(w, true) && !task.command.exists(w, false)",
                "task.command.filter(w, false).size() == 0",
                "!task.command.exists_one(w, false)",
                "task.command[0] == 'sh' && (['x', 'y'] + task.command)[2] == 'sh'",
                "task.volumes[0].name == 'a' && task.volumes.exists(v, v.name.startsWith('a'))"
            })
    void whatIsTheSameWithAnItemAndWithoutItIsDecided(String text) {
        assertThat(ofTask(text, openList())).isEqualTo(found(""));
    }

    @Test
    void loopsOverListsThatAreKnownAreThoseOfTheLanguage() {
        for (String text : List.of(
                "[1, 2, 3].map(i, i * 2) == [2, 4, 6] && [1, 2, 3].map(i, i > 1, i * 2) == [4, 6]",
                "[1, 2, 3].filter(i, i != 2) == [1, 3] && [1, 2].exists_one(i, i == 2)",
                "[1, 2].all(i, [3, 4].all(j, j > i)) && [1, 2].exists(i, [2, 3].exists(j, j == i))",
                "{'a': 1}.exists(k, k == 'a') && {'a': 1}.map(k, k) == ['a'] && [].all(i, false)",
                "[[1], [2, 3]].map(l, l.map(i, i + 1)) == [[2], [3, 4]] && ['a'] + ['b'] == ['a', 'b']")) {
            assertThat(evaluate(text)).as(text).isEqualTo(found(""));
        }
        assertThat(problems("packages.exists(p, p.name)", GateName.VULNERABILITIES))
                .singleElement()
                .asString()
                .contains("found no matching overload for '_||_'");
    }

    @Test
    void textsThatCloudFormationTakesForTruthAreComparedAsSuch() {
        Map<String, Object> task = Map.of("yes", "TRUE", "no", "False", "other", "x", "list", List.of("True"));
        assertThat(ofTask("task.yes == true && true == task.yes && task.no != true && task.no == false", task))
                .isEqualTo(found(""));
        assertThat(ofTask("task.other != true && task.yes == 'TRUE' && task.yes != 'true'", task))
                .isEqualTo(found(""));
        assertThat(ofTask("true in task.list && task.list == [true]", task)).isEqualTo(found(""));
    }

    private static Map<String, Object> partlyKnown() {
        return Map.of(
                "command",
                List.of("sh", new Unresolved(false)),
                "environment",
                List.of(Map.of("name", "A", "value", "1"), Map.of("name", "B", "value", new Unresolved(false))));
    }

    @Test
    void nullsAndNumbersOfAnApiAreCompared() {
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("none", null);
        task.put("whole", 5L);
        task.put("part", 0.5);
        assertThat(ofTask("task.none == null && task.whole > 4 && task.part < 1.0", task))
                .isEqualTo(found(""));
    }

    @Test
    void anErrorDoesNotShowTheValueThatCausedIt() {
        assertThat(undecided(ofTask("int(task.password) == 1", Map.of("password", "hunter2"))))
                .isEqualTo("line 1, column 4 of the expression: type conversion");
        assertThat(undecided(ofTask("task[task.password] == 1", Map.of("password", "hunter2"))))
                .doesNotContain("hunter2");
        assertThat(undecided(ofTask("'a'.matches(task.password + '(')", Map.of("password", "hunter2"))))
                .doesNotContain("hunter2");
        assertThat(undecided(ofTask("timestamp(task.password) < timestamp('x')", Map.of("password", "hunter2"))))
                .doesNotContain("hunter2");
        for (String variable : List.of("", "image")) {
            assertThat(undecided(ofTask(
                            "{}[task.password + '" + variable + " is not known here'] == 1",
                            Map.of("password", "hunter2"))))
                    .doesNotContain("hunter2");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "packages.all(a, packages.all(b, packages.all(c, packages.all(d, a.name == b.name))))",
                "packages.map(p, p.name).map(t, t + t).map(t, t + t).map(t, t + t).map(t, t + t).map(t, t + t)"
                        + ".map(t, t + t).map(t, t + t).map(t, t + t).map(t, t + t).map(t, t + t).map(t, t + t)"
                        + ".map(t, t + t).map(t, t + t).map(t, t + t).map(t, t + t).map(t, t + t).size() == 0",
                "packages.map(a, packages.map(b, packages + packages)).size() == 0",
                "packages.exists(p, ('a' + packages.map(q, q.name)[0] + p.name).matches('(((a?){30}){30}a{30}){9}x'))",
                "packages.all(a, packages.all(b, packages.all(c, a.name.matches('(x+x+)+y') || true)))",
                "packages.map(p, p.name).map(t, t + t + t + t).map(t, t + t + t + t).map(t, t + t + t + t)"
                        + ".exists(t, (t + t + t + t + t).contains(t + 'y'))",
                "packages.exists(p, dyn({'name': 'y'}) in packages)"
            })
    void anExpensiveExpressionEndsAtItsLimits(String text) {
        List<Map<String, Object>> packages =
                Collections.nCopies(2_000, Map.of("name", "x".repeat(30), "licenses", List.of()));
        Result result = evaluate(text, GateName.VULNERABILITIES, Map.of("packages", packages), LIMITS);
        assertThat(undecided(result)).containsAnyOf("takes more than 1000000 steps", "not a regular expression of RE2");
    }

    @Test
    void bytesAndCopiesOfTextsCostWhatTheyTake() {
        List<Map<String, Object>> packages = Collections.nCopies(2_000, Map.of("name", "x".repeat(30)));
        String longer = ".map(t, t + t)".repeat(8);
        for (String text : List.of(
                "packages.map(p, bytes(p.name))" + longer + ".size() == 0",
                "['" + "x".repeat(2_000) + "'].map(t, t + t).all(t, packages.map(p, bytes(t)).size() == 0 || true)",
                "['" + "x".repeat(2_000)
                        + "'].map(t, bytes(t + t)).all(t, packages.map(p, string(t)).size() == 0 || true)")) {
            assertThat(undecided(evaluate(text, GateName.VULNERABILITIES, Map.of("packages", packages), LIMITS)))
                    .as(text)
                    .contains("takes more than 1000000 steps");
        }
    }

    @Test
    void noSingleValueGrowsWithoutBounds() {
        String text = "['" + "x".repeat(1_000) + "']" + ".map(t, t + t)".repeat(20) + ".size() == 0";
        assertThat(undecided(evaluate(text, GateName.DRIFT, Map.of(), RuleLimits.standard())))
                .isEqualTo("it makes a text or list of more than 4000000 characters or elements");
    }

    @Test
    void regularExpressionsAreThoseOfRe2() {
        // of which one has references to groups, and the other backtracks
        assertThat(undecided(evaluate("'aa'.matches('(a)\\\\1')"))).contains("not a regular expression of RE2");
        assertThat(evaluate("('" + "a".repeat(200) + "!').matches('^(a|aa)+$')"))
                .isEqualTo(found());
    }

    @Test
    void anExhaustedEvaluationIsNotRescuedByAnAlternative() {
        List<Map<String, Object>> packages = Collections.nCopies(2_000, Map.of("name", "x"));
        assertThat(undecided(evaluate(
                        "packages.all(a, packages.all(b, packages.all(c, a.name == b.name))) && false || true",
                        GateName.VULNERABILITIES,
                        Map.of("packages", packages),
                        LIMITS)))
                .contains("takes more than");
    }

    @Test
    void anEvaluationEndsAtItsDeadline() {
        Clock running = new Clock() {
            private Instant now = CLOCK.instant();

            @Override
            public ZoneOffset getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                now = now.plusMillis(100);
                return now;
            }
        };
        List<Map<String, Object>> packages = Collections.nCopies(2_000, Map.of("name", "x"));
        Result result = RuleExpression.compile(
                        "packages.all(a, packages.all(b, a.name == b.name))", GateName.VULNERABILITIES)
                .expression()
                .orElseThrow()
                .evaluate(
                        Map.of("packages", packages),
                        RuleLimits.standard(),
                        Deadline.after(Duration.ofSeconds(10), running));
        assertThat(undecided(result)).isEqualTo("it takes longer than 10 s");
    }

    @Test
    void moreFindingsThanTheLimitAreNoAnswer() {
        List<Map<String, Object>> packages = Collections.nCopies(101, Map.of("name", "x"));
        assertThat(undecided(evaluate(
                        "packages.map(p, p.name)", GateName.VULNERABILITIES, Map.of("packages", packages), LIMITS)))
                .isEqualTo("it makes 101 findings, more than 100");
    }

    @Test
    void aListOfOtherThingsThanTextsIsNoAnswer() {
        assertThat(undecided(evaluate("packages.filter(p, true).map(p, p.licenses)")))
                .isEqualTo("a value of its list is not a text");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "((((((((((((((((((((((((((1))))))))))))))))))))))))))==1",
                "[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]==[]"
            })
    void deepNestingIsAMistake(String text) {
        assertThat(problems(text, GateName.DRIFT))
                .singleElement()
                .asString()
                .contains("nested deeper than 24 brackets");
    }

    @Test
    void anExpressionIsBoundedInItsWords() {
        assertThat(problems("1" + "+1".repeat(1_000) + "==1", GateName.DRIFT))
                .singleElement()
                .asString()
                .contains("more than 1000 words and signs");
        // what the bounds let through neither overflows the stack nor goes unnoticed
        for (String chain :
                List.of("1" + "+1".repeat(490) + "==1", "!".repeat(990) + "true", "true?true:".repeat(240) + "true")) {
            assertThat(RuleExpression.compile(chain, GateName.DRIFT).problems().size())
                    .isLessThanOrEqualTo(1);
        }
    }

    /** CloudFormation takes the text 22 for a number, and the number 0 for a text. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "task.port == 22 && 22 == task.port && task.port == 22.0",
                "task.user == '0' && !(task.user != '0')",
                "task.port in [22, 3389]",
                "task.user in ['0', 'root']",
                "task.ports == [22] && !(task.ports != [22])",
                "22 in task.ports",
                "{'user': '0'} == {'user': task.user}",
                "task.part == '0.5'"
            })
    void aNumberThatIsWrittenAsATextIsThatNumber(String text) {
        assertThat(ofTask(text, Map.of("port", "22", "user", 0L, "ports", List.of("22"), "part", 0.5)))
                .isEqualTo(found(""));
    }

    @Test
    void aTextThatSpellsNoSuchNumberDiffersFromIt() {
        Map<String, Object> task = Map.of("ports", List.of("80", "x", "", "1e9999999", "NaN"), "user", 1000L);
        assertThat(ofTask(
                        "!(22 in task.ports) && !(task.user in ['0', 'root']) && task.ports != [22]"
                                + " && !task.ports.exists(p, p == 22) && task.user != '0' && task.user != 'x' && 'x' != task.user",
                        task))
                .isEqualTo(found(""));
    }
}
