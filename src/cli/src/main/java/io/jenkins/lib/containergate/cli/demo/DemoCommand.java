package io.jenkins.lib.containergate.cli.demo;

import io.jenkins.lib.containergate.cli.AnyCommand;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.console.ConsoleReport;
import io.jenkins.lib.containergate.report.console.ConsoleStyle;
import io.jenkins.lib.containergate.report.files.ReportFiles;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code gate demo}: the example of {@code docs/examples/shop.md}, gated before and after its fix. */
@Command(
        name = "demo",
        description = {
            "Gate a bundled example before and after its fix, offline.",
            "The images, the policy, the data and both sets of reports are left in the output directory."
        })
public final class DemoCommand implements Callable<Integer> {
    /** So that the example never changes: its waivers stay in force, its data are of the day before. */
    private static final Instant JUDGED_AT = Instant.parse("2025-11-20T12:00:00Z");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/demo",
            description = "Where to leave everything; default ${DEFAULT-VALUE}.")
    private Path out = Path.of("target", "demo");

    private final Terminal terminal;
    private final AnyCommand commands;

    DemoCommand(Terminal terminal, AnyCommand commands) {
        this.terminal = terminal;
        this.commands = commands;
    }

    @Override
    public Integer call() throws GateException, IOException {
        Path before = out.resolve("shop-before.tar");
        Path after = out.resolve("shop-after.tar");
        try {
            ExampleData.write(out);
            Shop.writeBefore(before);
            Shop.writeAfter(after);
        } catch (IOException e) {
            throw new UsageException(
                    "the example cannot be written to " + out + ": " + FileProblem.within(e),
                    "name a directory that can be written with --out");
        }
        int failed = gate("A web shop before its fix", before, out.resolve("before"));
        int passed = gate("The same shop after its fix", after, out.resolve("after"));
        int running = running(out.resolve("running"));

        PrintStream console = terminal.out();
        console.println("Open these in a browser:");
        for (String report : List.of("before", "after", "running")) {
            console.println("  " + out.resolve(report).resolve("report.html"));
        }
        console.println("verdict.json, report.sarif and junit.xml are in the same directories.");
        if (failed != ExitCode.FAILED || passed != ExitCode.PASSED || running != ExitCode.FAILED) {
            throw new GateException(
                    "the example ended with exit codes " + failed + ", " + passed + " and " + running + " instead of "
                            + ExitCode.FAILED + ", " + ExitCode.PASSED + " and " + ExitCode.FAILED,
                    "this build of container-gate does not work; build it again from a clean checkout");
        }
        return ExitCode.PASSED;
    }

    /** What {@code gate drift} would say of a cluster whose answers come with the example. */
    private int running(Path reports) throws GateException {
        Verdict verdict = RecordedCluster.judged(Clock.fixed(JUDGED_AT, ZoneOffset.UTC));
        new ReportFiles().write(reports, verdict, Optional.empty());
        terminal.out().println("== A cluster in which one service drifted (recorded answers of ECS and a registry)");
        terminal.out().println("$ gate drift --cluster demo");
        terminal.out().println();
        StringBuilder text = new StringBuilder();
        try {
            new ConsoleReport(terminal.colours() ? ConsoleStyle.ANSI : ConsoleStyle.PLAIN, terminal.columns())
                    .print(verdict, text);
        } catch (IOException e) {
            throw new IllegalStateException("a text in memory can be written", e);
        }
        terminal.out().println(text);
        return ExitCode.of(verdict.outcome());
    }

    private int gate(String title, Path image, Path reports) {
        List<String> command = List.of(
                "run",
                "oci-archive:" + image,
                "--offline",
                "--osv",
                out.resolve("osv").toString(),
                "--kev",
                out.resolve("kev.json").toString(),
                "--policy",
                out.resolve("policy.yaml").toString(),
                "--out",
                reports.toString());
        terminal.out().println("== " + title);
        terminal.out().println("$ gate " + String.join(" ", command));
        terminal.out().println();
        int code = commands.execute(terminal, Clock.fixed(JUDGED_AT, ZoneOffset.UTC), command.toArray(String[]::new));
        terminal.out().println();
        return code;
    }

    /** The policy and the vulnerability data of the example. */
    static final class ExampleData {
        private static final List<String> FILES = List.of(
                "policy.yaml",
                "kev.json",
                "osv/GHSA-jfh8-c2jp-5v3r.json",
                "osv/GHSA-7rjr-3q55-vv33.json",
                "osv/GHSA-p6xc-xr62-6r2g.json",
                "osv/GHSA-8489-44mv-ggj8.json",
                "osv/GHSA-xvch-5gv4-984h.json",
                "osv/DEBIAN-CVE-2023-5363.json",
                "osv/DEBIAN-CVE-2023-45853.json",
                "osv/DEBIAN-CVE-2023-31486.json");

        private ExampleData() {}

        static void write(Path directory) throws IOException {
            Files.createDirectories(directory.resolve("osv"));
            for (String name : FILES) {
                Files.write(directory.resolve(name), Shop.resource(name));
            }
        }
    }
}
