package io.jenkins.lib.containergate.report;

import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.Verdict;
import java.util.Optional;

/**
 * What the reports are about.
 *
 * @param inventory empty when no image was inventoried, such as for a task definition
 */
public record ReportInput(Verdict verdict, Optional<PackageInventory> inventory) {
    /** Of a verdict on which no image was inventoried. */
    public static ReportInput of(Verdict verdict) {
        return new ReportInput(verdict, Optional.empty());
    }
}
