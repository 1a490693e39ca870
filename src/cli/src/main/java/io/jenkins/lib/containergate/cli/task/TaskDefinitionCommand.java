package io.jenkins.lib.containergate.cli.task;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.image.JudgedImage;
import io.jenkins.lib.containergate.cli.image.VerdictPrinter;
import io.jenkins.lib.containergate.cli.image.Workspace;
import io.jenkins.lib.containergate.cli.options.AskingOptions;
import io.jenkins.lib.containergate.cli.options.OutputOptions;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.TaskDefinitionOptions;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.registry.RegistryOptions;
import io.jenkins.lib.containergate.ecs.ContainerImages;
import io.jenkins.lib.containergate.ecs.TaskFacts;
import io.jenkins.lib.containergate.ecs.fix.TaskFixer;
import io.jenkins.lib.containergate.ecs.task.TaskDefinition;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.TaskDefinitionGate;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate taskdef}: would the task run hardened? */
@Command(
        name = "taskdef",
        description = "Judge whether the tasks of a task definition would run hardened.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate taskdef taskdef.json",
            "  gate taskdef template.yaml --parameter Stage=prod --policy org.yaml",
            "  gate taskdef plan.json                    (terraform show -json PLANFILE)",
            "  gate taskdef taskdef.json --fix hardened.json",
            "  gate taskdef shop:7 --aws-profile prod    (asks ECS)",
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

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "Policy file. Repeatable, outermost floor first; a later one can only tighten.")
    private List<Path> policies = List.of();

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "File of waivers, as the innermost layer. Repeatable.")
    private List<Path> waivers = List.of();

    @Option(
            names = "--fix",
            paramLabel = "OUT",
            description = "Write the task definition there with every mechanical fix applied.")
    private Optional<Path> fix = Optional.empty();

    @Option(
            names = "--read-images",
            description = "Read the images from their registries: their users count, and --fix writes their digests.")
    private boolean readImages;

    @Option(names = "--explain", paramLabel = "RULE", description = "Print the page of a rule.")
    private Optional<String> explain = Optional.empty();

    @Mixin
    private AskingOptions asking = new AskingOptions();

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
        TaskDefinitionGate gate = new TaskDefinitionGate(PolicyFiles.merge(policies, waivers, clock), clock);
        Verdict verdict = judge(gate, name);
        new VerdictPrinter(terminal, output).print(List.of(new JudgedImage(verdict, Optional.empty())));
        return ExitCode.of(verdict.outcome());
    }

    private Verdict judge(TaskDefinitionGate gate, String name)
            throws GateException, IOException, InterruptedException {
        List<TaskFacts> facts = new ArrayList<>();
        Deadline deadline = Deadline.after(DEADLINE, clock);
        try (Workspace workspace = Workspace.create()) {
            TaskImageReader images = new TaskImageReader(sources(workspace), deadline);
            try (JudgedTasks judged = JudgedTasks.open(
                    subject, asking, reading.files(), registries.aws().access(), gate.demandsAnswers(), deadline)) {
                for (TaskDefinition task : judged.definitions().tasks()) {
                    facts.add(readImages ? images.read(task) : new TaskFacts(task, ContainerImages.none()));
                }
                if (fix.isPresent()) {
                    writeFixed(gate, facts, images, fix.get());
                }
                return gate.judge(name, facts, judged.definitions().deployments(), judged.survey());
            }
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return gate.unreadable(name, e);
        }
    }

    private ImageSources sources(Workspace workspace) throws UsageException {
        ImageSources sources = ImageSources.standard(workspace.directory());
        return readImages ? sources.withRegistries(registries.client(NO_IMAGE, clock)) : sources;
    }

    private static void writeFixed(TaskDefinitionGate gate, List<TaskFacts> facts, TaskImageReader images, Path out)
            throws GateException {
        if (facts.size() != 1) {
            throw new UsageException(
                    "the file holds " + facts.size() + " task definitions", "--fix writes one: split the file");
        }
        String fixed = new TaskFixer(gate.rules()).fix(facts.get(0), images::pinned);
        try {
            Files.write(out, fixed.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("cannot write " + out + ": " + e.getMessage(), "choose another file for --fix");
        }
    }
}
