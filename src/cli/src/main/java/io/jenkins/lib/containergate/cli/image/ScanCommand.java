package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.output.Terminal;
import java.time.Clock;
import picocli.CommandLine.Command;

/** {@code gate scan}: what the image holds. */
@Command(
        name = "scan",
        description = "Check an image for known vulnerabilities and for CIS Docker section 4.",
        sortOptions = false,
        footerHeading = "%nExamples:%n",
        footer = {
            "  gate scan registry.example.org/shop/app:1.4 --platform linux/amd64",
            "  gate scan docker-archive:app.tar",
            "  gate scan oci-archive:app.tar --osv debian.zip --osv maven.zip --offline",
            "  gate scan sbom:sbom.cdx.json",
            "  gate scan oci:layout:1.4 --policy org.yaml --policy team.yaml --out reports"
        })
public final class ScanCommand extends JudgeCommand {
    ScanCommand(Terminal terminal, Clock clock) {
        super(terminal, clock);
    }

    @Override
    boolean evaluatesSboms() {
        return true;
    }
}
