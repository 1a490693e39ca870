package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.options.PolicyFiles;
import io.jenkins.lib.containergate.cli.options.SecretOptions;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.cli.signature.TrustOptions;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code gate secrets}: what nobody should be able to read. */
@Command(
        name = "secrets",
        description = "Search an image or a directory for secrets.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {"  gate secrets .", "  gate secrets docker-archive:app.tar --policy org.yaml --out reports"})
public final class SecretsCommand implements Callable<Integer> {
    /** Without a tag, a digest or a repository's path. */
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\w.-]+");

    @Parameters(
            paramLabel = "IMAGE|DIR",
            description =
                    "A directory or file, or an image as for scan. An image wins when it is written with its kind.")
    private String subject = "";

    @Option(
            names = "--git-history",
            description = "Of a directory with a git repository, search all contents of all commits too.")
    private boolean gitHistory;

    @Mixin
    private SecretOptions secrets = new SecretOptions();

    @Mixin
    private JudgingOptions options = new JudgingOptions();

    private final Terminal terminal;
    private final Clock clock;

    SecretsCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        EffectivePolicy policy = PolicyFiles.merge(
                options.policies().policies(), options.policies().waivers(), clock);
        List<JudgedImage> judged;
        try (ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime)) {
            SecretSearch search = secrets.search(Limits.defaults(), policy);
            Optional<Path> tree = tree();
            if (tree.isEmpty()) {
                refuseMistypedPath();
            }
            if (gitHistory && tree.isEmpty()) {
                throw new UsageException(
                        "--git-history is for directories, and " + subject + " is none",
                        "name the directory that holds .git");
            }
            judged = judged(policy, search, tree, progress);
        }
        new VerdictPrinter(terminal, options.output(), policy).print(judged);
        return ExitCode.of(judged.stream()
                .map(each -> each.verdict().outcome())
                .reduce(Outcome::worse)
                .orElse(Outcome.ERROR));
    }

    private List<JudgedImage> judged(
            EffectivePolicy policy, SecretSearch search, Optional<Path> tree, ProgressListener progress)
            throws GateException, IOException, InterruptedException {
        Baseline baseline;
        try {
            baseline = Baseline.ofSecrets(
                    options.policies().baseline(),
                    policy,
                    search,
                    new AttestedBaselines(
                            new TrustOptions(), policy, options.registries(), options.read(), false, clock));
        } catch (UsageException e) {
            throw e;
        } catch (GateException e) {
            return List.of(SecretsRun.unreadable(subject, e, policy, clock));
        }
        SecretsRun run = new SecretsRun(
                search, baseline.secrets(), options.read(), options.registries(), policy, clock, progress);
        List<JudgedImage> found = tree.isPresent()
                ? List.of(run.judge(tree.get(), subject, gitHistory))
                : run.judge(ImageArgument.location(subject));
        return found.stream()
                .map(each -> new JudgedImage(baseline.noted(each.verdict()), each.inventory()))
                .toList();
    }

    /** Whatever exists under that name; a kind of image before a colon is never part of a path's name here. */
    private Optional<Path> tree() {
        try {
            Path path = Path.of(subject);
            return Files.exists(path) ? Optional.of(path) : Optional.empty();
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** A mistyped path is not sent to a registry as the name of an image. */
    private void refuseMistypedPath() throws UsageException {
        if (PLAIN_NAME.matcher(subject).matches()) {
            throw new UsageException(
                    "there is no file or directory " + subject,
                    "check the path; for an image of that name in a registry, add its tag, such as " + subject
                            + ":latest");
        }
    }
}
