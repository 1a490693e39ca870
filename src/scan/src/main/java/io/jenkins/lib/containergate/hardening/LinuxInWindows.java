package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.hardening.file.FileFacts.OmittedFiles;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFile;
import io.jenkins.lib.containergate.hardening.file.FileFacts.PlacedFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Programs for Linux in an image that says it is one of Windows and has the directories of one. Runtimes on Linux run an image
 * that no index lists whatever its configuration calls the operating system, and the rules for Linux would not have been asked.
 */
final class LinuxInWindows {
    private LinuxInWindows() {}

    static List<InventoryFinding> findings(PlacedFiles programs) {
        List<InventoryFinding> findings = new ArrayList<>();
        Set<String> paths = new HashSet<>();
        for (PlacedFile program : programs.files()) {
            if (paths.add(program.path()) && findings.size() < HardeningFindings.MAX_LISTED) {
                findings.add(finding(
                        program.location(),
                        "the configuration of the image says windows, and Linux can start this file: it is a program"
                                + " for Linux, or a hard link, with permission to execute"));
            }
        }
        for (OmittedFiles omitted : programs.omitted()) {
            findings.add(finding(
                    new Location(Optional.of(omitted.layer()), Optional.empty(), OptionalInt.empty(), Optional.empty()),
                    "the configuration of the image says windows, and Linux can start " + omitted.count()
                            + " more files of this layer"));
        }
        return findings;
    }

    private static InventoryFinding finding(Location location, String actual) {
        return new InventoryFinding(
                new RuleId("contradictory-operating-system"),
                "The image names two operating systems",
                location,
                actual,
                "windows and no file that Linux can start, or linux",
                "set os to linux in the image's configuration if it runs there; otherwise copy the file without"
                        + " permission to execute (COPY --chmod=644): Windows does not need it");
    }
}
