package io.jenkins.lib.containergate.cli.demo;

import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.GateCommandLine;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
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
    /** So that the example never changes: its waivers stay in force, its database never grows old. */
    private static final Instant JUDGED_AT = Instant.parse("2026-11-24T12:00:00Z");

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "target/demo",
            description = "Where to leave everything; default ${DEFAULT-VALUE}.")
    private Path out = Path.of("target", "demo");

    @Option(names = "--packages", hidden = true, paramLabel = "DIR", description = "The example's packages.")
    private Path packages = besideTheJar();

    private final Terminal terminal;

    DemoCommand(Terminal terminal, Clock ignored) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws GateException, IOException {
        Path before = out.resolve("shop-before.tar");
        Path after = out.resolve("shop-after.tar");
        try {
            ExampleData.write(out);
            Shop shop = new Shop(packages);
            shop.writeBefore(before);
            shop.writeAfter(after);
        } catch (IOException e) {
            throw new UsageException(
                    "the example cannot be written to " + out + ": " + e.getMessage(),
                    "name a directory that can be written with --out");
        }
        int failed = gate("A web shop as somebody built it", before, out.resolve("before"));
        int passed = gate("The same shop after its fix", after, out.resolve("after"));

        PrintStream console = terminal.out();
        console.println("Open " + out.resolve("before").resolve("report.html") + " and "
                + out.resolve("after").resolve("report.html") + " in a browser;");
        console.println("verdict.json, report.sarif, junit.xml and sbom.cdx.json lie beside them.");
        if (failed != ExitCode.FAILED || passed != ExitCode.PASSED) {
            throw new GateException(
                    "the example ended with exit codes " + failed + " and " + passed + " instead of " + ExitCode.FAILED
                            + " and " + ExitCode.PASSED,
                    "this build of container-gate does not work; build it again from a clean checkout");
        }
        return ExitCode.PASSED;
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
        int code = GateCommandLine.create(terminal, Clock.fixed(JUDGED_AT, ZoneOffset.UTC))
                .execute(command.toArray(String[]::new));
        terminal.out().println();
        return code;
    }

    private static Path besideTheJar() {
        try {
            Path code = Path.of(DemoCommand.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return code.resolveSibling("example-packages");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("code always has a location", e);
        }
    }
}
