package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.Severity;
import java.io.Serializable;
import java.util.Map;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;

/** Findings by severity. A plain class: it is written to {@code build.xml}, and XStream reads no records back. */
@ExportedBean
public final class SeverityCounts implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int critical;
    private final int high;
    private final int medium;
    private final int low;
    private final int unknown;

    private SeverityCounts(int critical, int high, int medium, int low, int unknown) {
        this.critical = critical;
        this.high = high;
        this.medium = medium;
        this.low = low;
        this.unknown = unknown;
    }

    public static SeverityCounts none() {
        return new SeverityCounts(0, 0, 0, 0, 0);
    }

    public static SeverityCounts of(Map<Severity, Integer> counts) {
        return new SeverityCounts(
                counts.getOrDefault(Severity.CRITICAL, 0),
                counts.getOrDefault(Severity.HIGH, 0),
                counts.getOrDefault(Severity.MEDIUM, 0),
                counts.getOrDefault(Severity.LOW, 0),
                counts.getOrDefault(Severity.UNKNOWN, 0));
    }

    public SeverityCounts plus(SeverityCounts other) {
        return new SeverityCounts(
                critical + other.critical,
                high + other.high,
                medium + other.medium,
                low + other.low,
                unknown + other.unknown);
    }

    @Exported(visibility = 4)
    public int getCritical() {
        return critical;
    }

    @Exported(visibility = 4)
    public int getHigh() {
        return high;
    }

    @Exported(visibility = 4)
    public int getMedium() {
        return medium;
    }

    @Exported(visibility = 4)
    public int getLow() {
        return low;
    }

    @Exported(visibility = 4)
    public int getUnknown() {
        return unknown;
    }

    @Exported(visibility = 4)
    public int getTotal() {
        return critical + high + medium + low + unknown;
    }

    public int of(Severity severity) {
        return switch (severity) {
            case CRITICAL -> critical;
            case HIGH -> high;
            case MEDIUM -> medium;
            case LOW -> low;
            case UNKNOWN -> unknown;
        };
    }
}
