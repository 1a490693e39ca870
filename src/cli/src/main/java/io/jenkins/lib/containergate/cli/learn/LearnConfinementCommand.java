package io.jenkins.lib.containergate.cli.learn;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.ecs.confinement.ConfinementProposal;
import io.jenkins.lib.containergate.ecs.confinement.ConfinementReader;
import io.jenkins.lib.containergate.ecs.confinement.LearnedConfinement;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.report.learned.ConfinementFiles;
import io.jenkins.lib.containergate.report.learned.ConfinementPatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code gate learn confinement}: how a container can be confined to what it did in a test run. */
@Command(
        name = "confinement",
        description =
                "Propose AppArmor and seccomp profiles, capabilities and a read-only root file system from a test run.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate learn confinement --events audit.log --out confinement/",
            "  gate learn confinement --events audit.log --events findings.json --profile shop-learn \\",
            "      --task-definition taskdef.json --container app --out confinement/"
        })
public final class LearnConfinementCommand implements Callable<Integer> {
    private static final int LONGEST_TEXT = 256 << 10;
    private static final int DIFFERENT = 50_000;
    private static final int TASK_DEFINITION = 2 << 20;
    private static final Duration LONGEST = Duration.ofHours(6);
    private static final String APPARMOR = "apparmor.profile";
    private static final String SECCOMP = "seccomp.json";
    private static final String PATCH = "task-definition.patch.json";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,99}");

    @Option(
            names = "--events",
            required = true,
            paramLabel = "FILE|DIR|LOG-GROUP|S3",
            description =
                    "Log of auditd or of the kernel, or findings of GuardDuty as JSON; plain or gzip; log-group:NAME or its"
                            + " ARN; s3://BUCKET/PREFIX. Repeatable.")
    private List<String> events = List.of();

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "AppArmor profile or SELinux type of the test run; needed when the events are about several.")
    private Optional<String> profile = Optional.empty();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            defaultValue = "container-gate-learned",
            description = "Name of the proposed AppArmor profile; default ${DEFAULT-VALUE}.")
    private String name = "";

    @Option(
            names = "--task-definition",
            paramLabel = "FILE",
            description = "Task definition as JSON, to propose a JSON Patch for.")
    private Optional<Path> task = Optional.empty();

    @Option(
            names = "--container",
            paramLabel = "NAME",
            description = "Its container that was tested; needed when it has several.")
    private Optional<String> container = Optional.empty();

    @Option(
            names = "--out",
            required = true,
            paramLabel = "DIR",
            description =
                    "Write apparmor.profile, seccomp.json and task-definition.patch.json there, as far as proposed.")
    private Path out = Path.of("");

    @Mixin
    private LogOptions stored = new LogOptions();

    private final Terminal terminal;
    private final Clock clock;

    LearnConfinementCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        if (!NAME.matcher(name).matches()) {
            throw new UsageException("--name is not a name for a profile", "use letters, digits, '.', '_' and '-'");
        }
        Deadline deadline = Deadline.after(LONGEST, clock);
        ConfinementReader reader = new ConfinementReader(LONGEST_TEXT, deadline);
        LearnedConfinement learned = new LearnedConfinement(DIFFERENT);
        stored.read(
                events,
                "--events",
                (place, in) -> reader.read(place, in, learned),
                (place, text) -> reader.line(place, text, learned),
                clock,
                deadline);
        ConfinementProposal proposal = ConfinementProposal.of(learned.seen(profile), name);
        Map<String, byte[]> files = new LinkedHashMap<>();
        proposal.appArmor().ifPresent(text -> files.put(APPARMOR, text.getBytes(StandardCharsets.UTF_8)));
        if (proposal.systemCalls().isPresent()) {
            ByteArrayOutputStream seccomp = new ByteArrayOutputStream();
            ConfinementFiles.seccomp(proposal.systemCalls().get(), seccomp);
            files.put(SECCOMP, seccomp.toByteArray());
        }
        List<String> notes = List.of();
        if (task.isPresent()) {
            ConfinementPatch patch = ConfinementPatch.of(
                    SmallFile.bytes(task.get(), "--task-definition", TASK_DEFINITION), container, proposal, name);
            notes = patch.notes();
            ByteArrayOutputStream written = new ByteArrayOutputStream();
            patch.write(written);
            files.put(PATCH, written.toByteArray());
        }
        write(files);
        terminal.out().write(ConfinementFiles.text(proposal, notes).getBytes(StandardCharsets.UTF_8));
        terminal.out().flush();
        return ExitCode.of(Outcome.PASS);
    }

    private void write(Map<String, byte[]> files) throws UsageException {
        try {
            Files.createDirectories(out);
            // of an earlier proposal, which this one is not
            for (String name : List.of(APPARMOR, SECCOMP, PATCH)) {
                Files.deleteIfExists(out.resolve(name));
            }
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Files.write(out.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UsageException(
                    "cannot write to " + out + ": " + FileProblem.within(e), "choose another directory for --out");
        }
    }
}
