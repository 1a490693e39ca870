package io.jenkins.lib.containergate.cli.policy;

import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.ImageFact;
import io.jenkins.lib.containergate.policy.cel.RuleFacts.PackageFact;
import io.jenkins.lib.containergate.policy.cel.RuleVariables;
import io.jenkins.lib.containergate.policy.format.Fields;
import io.jenkins.lib.containergate.policy.format.Formats;
import io.jenkins.lib.containergate.policy.format.ListFormats.ListFormat;
import io.jenkins.lib.containergate.policy.format.ListFormats.TextMapFormat;
import io.jenkins.lib.containergate.policy.format.ScalarFormats.ChoiceFormat;
import io.jenkins.lib.containergate.policy.format.ValueFormat;
import io.jenkins.lib.containergate.policy.yaml.PolicyProblem;
import io.jenkins.lib.containergate.policy.yaml.Problems;
import io.jenkins.lib.containergate.policy.yaml.YamlReader;
import io.jenkins.lib.containergate.policy.yaml.YamlValue;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Entry;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Mapping;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.Scalar;
import io.jenkins.lib.containergate.policy.yaml.YamlValue.ScalarType;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Tests of a policy's own rules: a YAML file beside them.
 *
 * @param policies the layers, outermost first, beside this file
 * @param tests at least one
 */
record RuleTestFile(List<Path> policies, List<RuleTest> tests) {
    /** How names of such files end. */
    static final String SUFFIX = ".test.yaml";

    /** What is expected of a rule that cannot be decided. */
    static final int ERROR = -1;

    private static final int MOST = 1_000;
    private static final ValueFormat<String> COUNT =
            Formats.text("a number of findings, or error", 5, Pattern.compile("\\A(0|[1-9][0-9]{0,3}|error)\\z"));

    RuleTestFile {
        policies = List.copyOf(policies);
        tests = List.copyOf(tests);
    }

    /**
     * One test.
     *
     * @param verdict file whose findings of the gate the rules see
     * @param sbom file whose packages they see
     * @param packages the same, written in the test
     * @param expected findings by the id of the rule, or {@link #ERROR}; none of every other rule
     */
    record RuleTest(
            String name,
            int line,
            GateName gate,
            Optional<Path> verdict,
            Optional<Path> sbom,
            Optional<List<PackageFact>> packages,
            Optional<ImageFact> image,
            Optional<Path> taskDefinition,
            Optional<Instant> now,
            Map<String, Integer> expected) {
        RuleTest {
            expected = Map.copyOf(expected);
        }
    }

    /** @throws UsageException listing every problem of the file */
    static RuleTestFile read(Path file, String text) throws UsageException {
        Problems problems = new Problems(file.toString());
        Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        Optional<RuleTestFile> read =
                YamlReader.read(file.toString(), text, problems).flatMap(root -> read(root, folder, problems));
        if (problems.count() > 0 || read.isEmpty()) {
            throw new UsageException(
                    problems.list().stream().map(PolicyProblem::toString).collect(Collectors.joining("\n  ")),
                    "correct the file of tests; docs/policy-rules.md describes it");
        }
        return read.get();
    }

    private static Optional<RuleTestFile> read(YamlValue root, Path folder, Problems problems) {
        ValueFormat<List<Path>> layers = new ListFormat<>(new BesideFormat(folder), 1, 10);
        ValueFormat<List<RuleTest>> tests = new ListFormat<>(new RuleTestFormat(folder), 1, MOST);
        return Fields.of(root, "tests of rules", List.of("policies", "tests"), problems)
                .flatMap(fields -> {
                    Optional<List<Path>> policies = fields.required("policies", layers);
                    Optional<List<RuleTest>> cases = fields.required("tests", tests);
                    return fields.sound()
                            ? Optional.of(new RuleTestFile(policies.orElseThrow(), cases.orElseThrow()))
                            : Optional.empty();
                });
    }

    /** A format that is only read. */
    private abstract static class ReadOnly<T> implements ValueFormat<T> {
        @Override
        public Object plain(T value) {
            throw new UnsupportedOperationException("tests of rules are not written");
        }
    }

    private static final class BesideFormat extends ReadOnly<Path> {
        private final Path folder;

        BesideFormat(Path folder) {
            this.folder = folder;
        }

        @Override
        public Optional<Path> read(YamlValue value, String where, Problems problems) {
            return Formats.NAME.read(value, where, problems).map(folder::resolve);
        }
    }

    private static final class RuleTestFormat extends ReadOnly<RuleTest> {
        private static final ValueFormat<GateName> GATE = ChoiceFormat.of(RuleVariables.gates(), GateName::key);
        private static final ValueFormat<List<PackageFact>> PACKAGES = new ListFormat<>(new PackageFormat(), 0, MOST);

        private final BesideFormat beside;

        RuleTestFormat(Path folder) {
            this.beside = new BesideFormat(folder);
        }

        @Override
        public Optional<RuleTest> read(YamlValue value, String where, Problems problems) {
            List<String> known =
                    List.of("name", "gate", "verdict", "sbom", "packages", "image", "taskDefinition", "now", "expect");
            return Fields.of(value, where, known, problems).flatMap(fields -> {
                Optional<String> name = fields.required("name", Formats.NAME);
                Optional<GateName> gate = fields.required("gate", GATE);
                Optional<Path> verdict = fields.optional("verdict", beside);
                Optional<Path> sbom = fields.optional("sbom", beside);
                Optional<List<PackageFact>> packages = fields.optional("packages", PACKAGES);
                Optional<ImageFact> image = fields.optional("image", new ImageFormat());
                Optional<Path> task = fields.optional("taskDefinition", beside);
                Optional<Instant> now = fields.optional("now", new TimeFormat());
                Optional<Map<String, Integer>> expected = fields.required("expect", new ExpectFormat());
                if (sbom.isPresent() && packages.isPresent()) {
                    fields.problem("has sbom and packages: give one of them");
                }
                if (gate.isPresent() && (gate.get() == GateName.TASK_DEFINITION) != task.isPresent()) {
                    fields.problem("must have a taskDefinition for the gate taskDefinition, and for no other");
                }
                return fields.sound()
                        ? Optional.of(new RuleTest(
                                name.orElseThrow(),
                                fields.line(),
                                gate.orElseThrow(),
                                verdict,
                                sbom,
                                packages,
                                image,
                                task,
                                now,
                                expected.orElseThrow()))
                        : Optional.empty();
            });
        }
    }

    private static final class PackageFormat extends ReadOnly<PackageFact> {
        private static final ValueFormat<List<String>> LICENSES = new ListFormat<>(Formats.TEXT, 0, 100);

        @Override
        public Optional<PackageFact> read(YamlValue value, String where, Problems problems) {
            List<String> known = List.of("name", "version", "type", "purl", "path", "licenses");
            return Fields.of(value, where, known, problems).flatMap(fields -> {
                Optional<String> name = fields.required("name", Formats.NAME);
                Optional<String> version = fields.optional("version", Formats.NAME);
                Optional<String> type = fields.optional("type", Formats.NAME);
                Optional<String> purl = fields.optional("purl", Formats.TEXT);
                Optional<String> path = fields.optional("path", Formats.TEXT);
                Optional<List<String>> licenses = fields.optional("licenses", LICENSES);
                return fields.sound()
                        ? Optional.of(new PackageFact(
                                name.orElseThrow(),
                                version.orElse(""),
                                type.orElse(""),
                                purl.orElse(""),
                                path.orElse(""),
                                licenses.orElse(List.of())))
                        : Optional.empty();
            });
        }
    }

    private static final class ImageFormat extends ReadOnly<ImageFact> {
        @Override
        public Optional<ImageFact> read(YamlValue value, String where, Problems problems) {
            List<String> known = List.of("reference", "digest", "platform", "user", "labels");
            return Fields.of(value, where, known, problems).flatMap(fields -> {
                Optional<String> reference = fields.optional("reference", Formats.NAME);
                Optional<String> digest = fields.optional("digest", Formats.NAME);
                Optional<String> platform = fields.optional("platform", Formats.NAME);
                Optional<String> user = fields.optional("user", Formats.NAME);
                Optional<Map<String, String>> labels = fields.optional("labels", new TextMapFormat());
                return fields.sound()
                        ? Optional.of(new ImageFact(
                                reference.orElse(""),
                                digest.orElse(""),
                                platform.orElse(""),
                                user.orElse(""),
                                labels.orElse(Map.of())))
                        : Optional.empty();
            });
        }
    }

    private static final class TimeFormat extends ReadOnly<Instant> {
        @Override
        public Optional<Instant> read(YamlValue value, String where, Problems problems) {
            return Formats.NAME.read(value, where, problems).flatMap(text -> {
                try {
                    return Optional.of(Instant.parse(text));
                } catch (DateTimeParseException e) {
                    problems.report(value.line(), where + " must be a time such as 2027-01-31T12:00:00Z");
                    return Optional.empty();
                }
            });
        }
    }

    /** Findings by rule. */
    private static final class ExpectFormat extends ReadOnly<Map<String, Integer>> {
        @Override
        public Optional<Map<String, Integer>> read(YamlValue value, String where, Problems problems) {
            if (!(value instanceof Mapping mapping)) {
                problems.report(
                        value.line(),
                        where + " must be a mapping from the ids of rules to numbers of findings, not " + value.kind());
                return Optional.empty();
            }
            Map<String, Integer> expected = new TreeMap<>();
            for (Entry entry : mapping.entries()) {
                YamlValue given = entry.value() instanceof Scalar scalar && scalar.type() == ScalarType.INTEGER
                        ? new Scalar(scalar.text(), ScalarType.TEXT, scalar.line())
                        : entry.value();
                COUNT.read(given, where + "." + entry.key(), problems)
                        .ifPresent(count ->
                                expected.put(entry.key(), count.equals("error") ? ERROR : Integer.parseInt(count)));
            }
            return expected.size() == mapping.entries().size() ? Optional.of(expected) : Optional.empty();
        }
    }
}
