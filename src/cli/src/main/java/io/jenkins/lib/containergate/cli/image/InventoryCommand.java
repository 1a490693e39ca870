package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.cli.ExitCode;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.output.ProgressLine;
import io.jenkins.lib.containergate.cli.output.Terminal;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.gate.InspectedImage;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.report.ToolIdentity;
import io.jenkins.lib.containergate.report.cyclonedx.CycloneDxReport;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.text.SafeText;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code gate inventory}: what is installed, as CycloneDX on standard output. */
@Command(
        name = "inventory",
        description = {
            "Print what is installed in an image, as CycloneDX 1.6.",
            "What could not be read is named on standard error, and the exit code is then 3."
        },
        footerHeading = "%nExample:%n",
        footer = "  gate inventory docker-archive:app.tar > sbom.cdx.json")
public final class InventoryCommand implements Callable<Integer> {
    @Mixin
    private ImageAccess access = new ImageAccess();

    private final Terminal terminal;
    private final Clock clock;

    InventoryCommand(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public Integer call() throws GateException, IOException, InterruptedException {
        InspectedImage inspected;
        Limits limits = Limits.defaults();
        ImageLocation location = access.image().location();
        try (Workspace workspace = Workspace.create();
                ProgressLine progress = new ProgressLine(terminal.err(), terminal.interactive(), System::nanoTime);
                ImageSource source = ReachableImages.everywhere(
                                access.registries(), location, workspace.directory(), clock)
                        .open(location, limits)) {
            Deadline deadline = Deadline.after(access.read().deadline(), clock);
            Image only = only(source.resolve(access.read().platform(), deadline));
            inspected = new ImageInspector(
                            new LayerReaders(access.read().cache(), clock, progress)
                                    .reader(limits, workspace.directory()),
                            limits)
                    .inspect(location, only, deadline, progress);
        }
        new CycloneDxReport(ToolIdentity.ofThisBuild())
                .write(inspected.subject(), inspected.inventory(), clock.instant(), terminal.out());
        terminal.out().flush();
        List<InventoryFinding> gaps = inspected.inventory().gaps();
        gaps.forEach(gap -> terminal.err()
                .println("error: "
                        + SafeText.visible(
                                gap.location().path().map(p -> p + ": ").orElse("") + gap.actual(), 500)
                        + System.lineSeparator() + "  what to do: " + SafeText.visible(gap.help(), 500)));
        return gaps.isEmpty() ? ExitCode.PASSED : ExitCode.ERROR;
    }

    private static Image only(List<Image> images) throws UsageException {
        if (images.size() == 1) {
            return images.get(0);
        }
        String platforms =
                images.stream().map(each -> each.platform().toString()).collect(Collectors.joining(", "));
        throw new UsageException("the image has several platforms: " + platforms, "choose one with --platform");
    }
}
