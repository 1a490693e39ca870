package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.policy.RuleTestFile.RuleTest;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.document.DocumentLimits;
import io.jenkins.lib.containergate.ecs.reader.TaskDefinitionReader;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.gate.RuleFactsOf;
import io.jenkins.lib.containergate.inventory.sbom.SbomReader;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.cel.PolicyRule;
import io.jenkins.lib.containergate.policy.cel.RuleFacts;
import io.jenkins.lib.containergate.policy.judge.GateInput;
import io.jenkins.lib.containergate.policy.judge.ImageNames;
import io.jenkins.lib.containergate.policy.judge.PolicyEngine;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs the tests of a policy's own rules. */
@Command(
        name = "test",
        description = "Run the tests of a policy's own rules: files whose names end in " + RuleTestFile.SUFFIX + ".",
        footer = {"", "Example:", "  gate policy test policies/"})
final class TestCommand implements Callable<Integer> {
    private static final int MOST_FILES = 1_000;
    private static final int MAX_BYTES = 4 << 20;
    private static final int MAX_TEXT = 300;
    private static final String OPTION = "policy test";

    @Parameters(arity = "1..*", paramLabel = "DIR|FILE", description = "Files of tests, or directories that hold some.")
    private List<Path> places = List.of();

    private final Terminal terminal;
    private final Clock clock;

    TestCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException {
        int passed = 0;
        int failed = 0;
        for (Path file : files()) {
            RuleTestFile tests = RuleTestFile.read(file, SmallFile.text(file, OPTION, MAX_BYTES));
            EffectivePolicy policy = PolicyFiles.merge(tests.policies(), List.of(), clock);
            for (RuleTest test : tests.tests()) {
                List<String> differences = run(file, test, policy);
                terminal.out()
                        .println((differences.isEmpty() ? "ok    " : "FAIL  ") + file + ":" + test.line() + "  "
                                + SafeText.visible(test.name(), MAX_TEXT));
                differences.forEach(each -> terminal.out().println("      " + SafeText.visible(each, MAX_TEXT)));
                if (differences.isEmpty()) {
                    passed++;
                } else {
                    failed++;
                }
            }
        }
        terminal.out().println(passed + " passed, " + failed + " failed");
        return failed == 0 ? ExitCode.PASSED : ExitCode.FAILED;
    }

    /** None at all is a mistake in the path, and never a pass. */
    private List<Path> files() throws UsageException {
        List<Path> files = new ArrayList<>();
        for (Path place : places) {
            if (Files.isDirectory(place)) {
                List<Path> found = inside(place);
                if (found.isEmpty()) {
                    throw new UsageException(
                            "there is no file *" + RuleTestFile.SUFFIX + " in " + place,
                            "name a directory that holds tests of rules, or a file of tests");
                }
                files.addAll(found);
            } else {
                files.add(place);
            }
        }
        return files;
    }

    private static List<Path> inside(Path folder) throws UsageException {
        try {
            List<Path> found = FileTree.entries(folder).stream()
                    .filter(file -> file.toString().endsWith(RuleTestFile.SUFFIX))
                    .toList();
            if (found.size() > MOST_FILES) {
                throw new UsageException(
                        folder + " holds more than " + MOST_FILES + " files of tests", "name fewer of them");
            }
            return found;
        } catch (IOException e) {
            throw new UsageException(
                    folder + " cannot be read: " + FileProblem.within(e), "name a directory that holds tests of rules");
        }
    }

    private List<String> run(Path file, RuleTest test, EffectivePolicy policy) throws GateException {
        List<PolicyRule> rules = policy.policyRules().stream()
                .filter(rule -> rule.gate() == test.gate())
                .sorted(Comparator.comparing(PolicyRule::id))
                .toList();
        List<String> ids = rules.stream().map(PolicyRule::id).toList();
        for (String id : test.expected().keySet()) {
            if (!ids.contains(id)) {
                throw new UsageException(
                        file + ":" + test.line() + ": the policy has no rule " + SafeText.visible(id) + " for the gate "
                                + test.gate().key(),
                        "name one of " + ids);
            }
        }
        if (ids.isEmpty()) {
            throw new UsageException(
                    file + ":" + test.line() + ": the policy has no rule for the gate "
                            + test.gate().key(),
                    "name a policy that has rules of its own");
        }
        Clock now = test.now().isPresent() ? Clock.fixed(test.now().get(), ZoneOffset.UTC) : clock;
        List<Finding> found = new PolicyEngine(policy, now)
                        .judge(GateInput.of(test.gate(), ImageNames.none(), findings(test))
                                .withFacts(facts(test)))
                        .findings()
                        .stream()
                        .map(DecidedFinding::finding)
                        .toList();
        List<String> differences = new ArrayList<>();
        for (PolicyRule rule : rules) {
            List<Finding> own = found.stream()
                    .filter(finding -> finding.rule().equals(rule.ruleId()))
                    .toList();
            difference(rule.id(), own, test.expected()).ifPresent(differences::add);
        }
        return differences;
    }

    private static Optional<String> difference(String id, List<Finding> found, Map<String, Integer> expected) {
        int wanted = expected.getOrDefault(id, 0);
        Optional<Finding> undecided = found.stream().filter(Finding::undecided).findFirst();
        boolean same =
                wanted == RuleTestFile.ERROR ? undecided.isPresent() : undecided.isEmpty() && found.size() == wanted;
        String actual = undecided
                .map(Finding::actual)
                .orElseGet(() -> found.size() + " findings"
                        + found.stream()
                                .findFirst()
                                .map(first -> ", first: " + first.actual())
                                .orElse(""));
        return same
                ? Optional.empty()
                : Optional.of(id + ": expected " + (wanted == RuleTestFile.ERROR ? "an error" : wanted + " findings")
                        + ", but " + actual);
    }

    private static List<Finding> findings(RuleTest test) throws GateException {
        if (test.verdict().isEmpty()) {
            return List.of();
        }
        Path file = test.verdict().get();
        List<GateResult> results = VerdictFiles.read(file).gates().stream()
                .filter(gate -> gate.gate() == test.gate())
                .toList();
        if (results.isEmpty()) {
            throw new UsageException(
                    "the verdict " + file + " has no gate " + test.gate().key(),
                    "name a verdict of this gate, or leave verdict out");
        }
        return results.stream()
                .flatMap(gate -> gate.findings().stream())
                .map(DecidedFinding::finding)
                .filter(finding -> !PolicyRule.made(finding))
                .toList();
    }

    private static RuleFacts facts(RuleTest test) throws GateException {
        RuleFacts facts = RuleFacts.none();
        if (test.taskDefinition().isPresent()) {
            Path file = test.taskDefinition().get();
            facts = RuleFactsOf.tasks(new TaskDefinitionReader(DocumentLimits.defaults(), Map.of())
                    .read(file.toString(), SmallFile.bytes(file, OPTION, MAX_BYTES)).stream()
                            .map(task -> new TaskFacts(task, new ContainerImages(Map.of())))
                            .toList());
        }
        if (test.sbom().isPresent()) {
            Path file = test.sbom().get();
            facts = RuleFactsOf.inventory(new SbomReader()
                    .read(file.toString(), SmallFile.bytes(file, OPTION, SbomReader.MAX_BYTES))
                    .inventory());
        }
        if (test.packages().isPresent()) {
            facts = facts.withPackages(() -> test.packages().get());
        }
        return test.image().isPresent() ? facts.withImage(test.image().get()) : facts;
    }
}
