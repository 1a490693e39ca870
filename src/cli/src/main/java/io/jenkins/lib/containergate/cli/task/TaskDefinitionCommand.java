package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.explain.RulePages;
import io.jenkins.lib.containergate.cli.image.AwsScanLoader;
import io.jenkins.lib.containergate.cli.image.BaseProvenance;
import io.jenkins.lib.containergate.cli.image.JudgedImage;
import io.jenkins.lib.containergate.cli.image.TaskImageRun;
import io.jenkins.lib.containergate.cli.image.VerdictPrinter;
import io.jenkins.lib.containergate.cli.image.Workspace;
import io.jenkins.lib.containergate.cli.options.EcsLookupOptions;
import io.jenkins.lib.containergate.cli.options.EvidenceOptions;
import io.jenkins.lib.containergate.cli.options.LayerOptions;
import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.options.SecretRuleOptions;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.options.TaskDefinitionOptions;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.cli.signature.SignatureCheck;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.fix.TaskFixer;
import io.jenkins.lib.containergate.ecs.fix.TaskFixer.Fixed;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.ecs.task.TaskDefinitionDigest;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ContainerVerdicts;
import io.jenkins.lib.containergate.gate.ImageDemand;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate taskdef}: would the task run hardened? */
@Command(
        name = "taskdef",
        description = "Check whether the tasks of a task definition would run hardened.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate taskdef taskdef.json",
            "  gate taskdef template.yaml --parameter Stage=prod --policy org.yaml",
            "  gate taskdef plan.json                    (terraform show -json PLANFILE)",
            "  gate taskdef taskdef.json --fix hardened.json",
            "  gate taskdef shop:7 --aws-profile prod    (reads it from ECS)",
            "  gate taskdef taskdef.json --verify-images --scan-images --policy org.yaml",
            "  gate taskdef --cluster prod --service shop",
            "  gate taskdef --explain no-privileged"
        })
public final class TaskDefinitionCommand implements Callable<Integer> {
    private static final Duration DEADLINE = Duration.ofMinutes(10);
    /** The command is about no image of its own, so no registry gets the login of the options but by Docker's configuration. */
    private static final ImageLocation NO_IMAGE = new ImageLocation.OciLayout("", Path.of(""), Optional.empty());

    @Parameters(
            arity = "0..1",
            paramLabel = "FILE|FAMILY[:REV]|ARN",
            description = "Task definition, CloudFormation template, cdk.out directory or Terraform plan in JSON;"
                    + " or, where no such file exists, a task definition that ECS knows.")
    private Optional<String> subject = Optional.empty();

    @Mixin
    private TaskDefinitionOptions reading = new TaskDefinitionOptions();

    @Mixin
    private LayerOptions layers = new LayerOptions();

    @Option(
            names = "--fix",
            paramLabel = "OUT",
            description = "Write the task definition there with every mechanical fix applied.")
    private Optional<Path> fix = Optional.empty();

    @Mixin
    private TaskImageOptions images = new TaskImageOptions();

    @Option(names = "--explain", paramLabel = "RULE", description = "Print the page of a rule.")
    private Optional<String> explain = Optional.empty();

    @Mixin
    private SecretRuleOptions secretRules = new SecretRuleOptions();

    @Mixin
    private EcsLookupOptions asking = new EcsLookupOptions();

    @Mixin
    private EvidenceOptions evidence = new EvidenceOptions();

    @Mixin
    private RegistryOptions registries = new RegistryOptions();

    @Mixin
    private OutputOptions output = new OutputOptions();

    private final Terminal terminal;
    private final Clock clock;

    TaskDefinitionCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        if (explain.isPresent()) {
            terminal.out().print(RulePages.read(explain.get()));
            terminal.out().flush();
            return ExitCode.PASSED;
        }
        Optional<String> service = asking.service();
        if (subject.isEmpty() && asking.cluster().isEmpty()) {
            throw new UsageException(
                    "no file is named",
                    "name a task definition, a cluster with --cluster, or a rule with --explain RULE");
        }
        String name = subject.or(() -> service).or(asking::cluster).orElseThrow();
        EffectivePolicy policy = images.signatures().policy(layers.policies(), layers.waivers(), "**", clock);
        List<JudgedImage> judged;
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            judged = judge(policy, name, progress);
        }
        new VerdictPrinter(terminal, output, policy).print(judged);
        return ExitCode.of(judged.stream()
                .map(each -> each.verdict().outcome())
                .reduce(Outcome::worse)
                .orElse(Outcome.ERROR));
    }

    /** The verdict on the tasks, then one on each image that was looked at. */
    private List<JudgedImage> judge(EffectivePolicy policy, String name, ProgressListener progress)
            throws GateException, IOException, InterruptedException {
        TaskDefinitionGate gate = new TaskDefinitionGate(policy, secretRules.read(), clock);
        List<TaskFacts> facts = new ArrayList<>();
        List<JudgedImage> all = new ArrayList<>();
        Deadline deadline = Deadline.after(DEADLINE, clock);
        try (Workspace workspace = Workspace.create()) {
            RegistryClient client = registries.client(NO_IMAGE, clock);
            ImageSources sources = ImageSources.standard(workspace.directory()).withRegistries(client);
            TaskImageReader reader = new TaskImageReader(sources, deadline);
            Set<ImageDemand> demands = images.demands(policy);
            TaskImageRun run = new TaskImageRun(
                    demands,
                    images.vulnerabilities(),
                    new TaskImageRun.Reading(
                            sources,
                            images.cache(),
                            new AwsScanLoader(registries.aws().access()),
                            workspace,
                            deadline,
                            progress),
                    new SignatureCheck(
                            client,
                            images.signatures().gate(policy, client, registries, deadline, clock),
                            deadline,
                            progress),
                    new BaseProvenance(
                            policy,
                            images.signatures().root(),
                            PinnedKeys.of(registries.signingServices(), deadline),
                            client::reader,
                            clock),
                    policy,
                    clock);
            ContainerVerdicts verdicts = new ContainerVerdicts(demands, run);
            try (JudgedTasks judged = JudgedTasks.open(
                    subject,
                    asking,
                    reading.files(),
                    registries.aws().access(),
                    gate.demandsAnswers(),
                    evidence.read(),
                    deadline)) {
                for (TaskDefinition task : judged.definitions().tasks()) {
                    facts.add(facts(task, reader, run, verdicts));
                }
                Optional<Fixed> fixed = fix.isPresent() ? fixed(gate, facts, reader, fix.get()) : Optional.empty();
                Verdict verdict = gate.judge(name, facts, judged.definitions(), judged.survey());
                fixed.ifPresent(each -> say(FixSummary.of(fix.get(), each, verdict)));
                all.add(new JudgedImage(
                        verdict,
                        Optional.empty(),
                        TaskDefinitionDigest.all(judged.definitions().tasks())));
                all.addAll(run.judged());
                return all;
            }
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return List.of(new JudgedImage(gate.unreadable(name, e), Optional.empty()));
        }
    }

    private TaskFacts facts(TaskDefinition task, TaskImageReader reader, TaskImageRun run, ContainerVerdicts verdicts)
            throws GateException, IOException, InterruptedException {
        if (images.read()) {
            return verdicts.answer(reader.read(task));
        }
        TaskFacts answered = verdicts.answer(new TaskFacts(task, ContainerImages.none()));
        return task.platform().map(run::images).map(answered::reading).orElse(answered);
    }

    /** What cannot be fixed is said, and evaluated all the same. */
    private Optional<Fixed> fixed(TaskDefinitionGate gate, List<TaskFacts> facts, TaskImageReader reader, Path out)
            throws UsageException {
        try {
            return Optional.of(writeFixed(gate, facts, reader, out));
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            say("--fix wrote nothing: " + e.problem() + "; " + e.remedy());
            return Optional.empty();
        }
    }

    /** Beside the verdict, which may be JSON. */
    private void say(String line) {
        terminal.err().println(line);
        terminal.err().flush();
    }

    private static Fixed writeFixed(TaskDefinitionGate gate, List<TaskFacts> facts, TaskImageReader images, Path out)
            throws GateException {
        if (facts.size() != 1) {
            throw new UsageException(
                    "the file holds " + facts.size() + " task definitions", "--fix writes one: split the file");
        }
        Fixed fixed = new TaskFixer(gate.rules()).fix(facts.get(0), images::pinned);
        SmallFile.write(out, "--fix", fixed.text().getBytes(StandardCharsets.UTF_8));
        return fixed;
    }
}
