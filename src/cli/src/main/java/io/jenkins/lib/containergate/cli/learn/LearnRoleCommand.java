package io.jenkins.lib.containergate.cli.learn;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.options.SmallFile;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.ecs.account.iam.learn.CloudTrailReader;
import io.jenkins.lib.containergate.ecs.account.iam.learn.LearnedCalls;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleLearner;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.report.learned.RoleProposalJson;
import io.jenkins.lib.containergate.report.learned.RoleProposalText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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

/** {@code gate learn role}: which of its permissions a role uses, from CloudTrail. */
@Command(
        name = "role",
        description = "Propose a least-privilege policy for a role from CloudTrail logs.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate learn role --role arn:aws:iam::111122223333:role/shop --cloudtrail logs/ --out policy.json",
            "  gate learn role --role arn:aws:iam::111122223333:role/shop --cloudtrail trail.json.gz --has shop.json",
            "  gate learn role --role arn:aws:iam::111122223333:role/shop --cloudtrail s3://trails/AWSLogs/ --days 30"
        })
public final class LearnRoleCommand implements Callable<Integer> {
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int CALLS = 20_000;
    private static final int POLICY = 100_000;
    private static final Duration LONGEST = Duration.ofHours(6);

    /** How the proposal is shown. */
    public enum Format {
        text,
        json,
        /** With the list {@code taskDefinition.permissions}. */
        policy
    }

    @Option(names = "--role", required = true, paramLabel = "ARN", description = "The role to learn about.")
    private String role = "";

    @Option(
            names = "--cloudtrail",
            required = true,
            paramLabel = "FILE|DIR|LOG-GROUP|S3",
            description =
                    "CloudTrail log: JSON as in S3, or one event a line as CloudWatch Logs exports it; plain or gzip;"
                            + " log-group:NAME or its ARN; s3://BUCKET/PREFIX. Repeatable.")
    private List<String> logs = List.of();

    @Option(
            names = "--has",
            paramLabel = "FILE",
            description = "A policy that the role has, as JSON. Repeatable; without it, all of them are read from IAM.")
    private List<Path> policies = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "How to show the proposal: ${COMPLETION-CANDIDATES}; default ${DEFAULT-VALUE}.")
    private Format format = Format.text;

    @Option(names = "--out", paramLabel = "FILE", description = "Write the proposed policy there.")
    private Optional<Path> out = Optional.empty();

    @Mixin
    private LogOptions stored = new LogOptions();

    private final Terminal terminal;
    private final Clock clock;

    LearnRoleCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        Deadline deadline = Deadline.after(LONGEST, clock);
        Arn arn = Arn.of(role)
                .filter(found ->
                        found.service().equals("iam") && found.resource().startsWith("role/"))
                .orElseThrow(() -> new UsageException(
                        "--role is not the ARN of a role", "give one like arn:aws:iam::111122223333:role/shop"));
        IamRole has = policies.isEmpty() ? asked(arn, deadline) : read(arn);
        LearnedCalls calls = new LearnedCalls(arn, CALLS);
        CloudTrailReader reader = new CloudTrailReader(LONGEST_TEXT, deadline);
        stored.read(
                logs,
                "--cloudtrail",
                (name, in) -> reader.read(name, in, calls),
                (name, text) -> reader.event(name, text, calls),
                clock,
                deadline);
        show(RoleLearner.propose(has, calls.seen()));
        return ExitCode.of(Outcome.PASS);
    }

    private void show(RoleProposal proposal) throws IOException, UsageException {
        if (out.isPresent()) {
            ByteArrayOutputStream policy = new ByteArrayOutputStream();
            RoleProposalJson.policy(proposal, policy);
            SmallFile.write(out.get(), "--out", policy.toByteArray());
        }
        if (format == Format.json) {
            RoleProposalJson.write(proposal, terminal.out());
        } else if (format == Format.policy) {
            terminal.out().write(RoleProposalText.policy(proposal).getBytes(StandardCharsets.UTF_8));
        } else {
            terminal.out().write(RoleProposalText.of(proposal).getBytes(StandardCharsets.UTF_8));
            if (out.isEmpty()) {
                terminal.out().write("\nProposed policy:\n".getBytes(StandardCharsets.UTF_8));
                RoleProposalJson.policy(proposal, terminal.out());
            }
        }
        terminal.out().flush();
    }

    private IamRole read(Arn arn) throws GateException {
        List<IamPolicy> read = new ArrayList<>();
        for (Path file : policies) {
            read.add(new IamPolicy(
                    IamPolicy.Kind.INLINE, String.valueOf(file.getFileName()), SmallFile.text(file, "--has", POLICY)));
        }
        return new IamRole(arn, "", read, Optional.empty());
    }

    private IamRole asked(Arn arn, Deadline deadline) throws GateException, InterruptedException {
        try (AwsSession session = AwsConnections.open(stored.access())) {
            return session.lookups().iam().role(arn, deadline).required();
        }
    }
}
