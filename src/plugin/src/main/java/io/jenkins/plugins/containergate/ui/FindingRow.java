package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.GateResult;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.Advisory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One finding as a row of a table. */
public final class FindingRow {
    private final int index;
    private final GateName gate;
    private final DecidedFinding decided;

    private FindingRow(int index, GateName gate, DecidedFinding decided) {
        this.index = index;
        this.gate = gate;
        this.decided = decided;
    }

    /** All findings, in the order of the verdict; a finding keeps its number however the table is sorted. */
    static List<FindingRow> all(Verdict verdict) {
        List<FindingRow> rows = new ArrayList<>();
        for (GateResult result : verdict.gates()) {
            for (DecidedFinding decided : result.findings()) {
                rows.add(new FindingRow(rows.size() + 1, result.gate(), decided));
            }
        }
        return rows;
    }

    int index() {
        return index;
    }

    GateName gate() {
        return gate;
    }

    Decision decision() {
        return decided.decision();
    }

    Severity severity() {
        return finding().severity();
    }

    Finding finding() {
        return decided.finding();
    }

    Optional<AffectedPackage> affected() {
        return finding() instanceof VulnerabilityFinding found ? Optional.of(found.affected()) : Optional.empty();
    }

    public String getId() {
        return Integer.toString(index);
    }

    public String getGate() {
        return gate.key();
    }

    public String getSeverity() {
        return severity().name();
    }

    /** Style class of the severity: {@code critical}. */
    public String getSeverityClass() {
        return severity().key();
    }

    public String getDecision() {
        return decision().name();
    }

    /** Style class of the decision: {@code blocked}. */
    public String getDecisionClass() {
        return decision().name().toLowerCase(Locale.ROOT);
    }

    public String getDecidedBy() {
        return decided.decidedBy();
    }

    public List<String> getDecidedByParts() {
        return LineBreaks.in(getDecidedBy());
    }

    public String getRule() {
        return finding().rule().value();
    }

    public String getTitle() {
        return finding().title();
    }

    /** Name and version of the package, or what else was found. */
    public String getActual() {
        return finding().actual();
    }

    public String getExpected() {
        return finding().expected();
    }

    public String getPackageName() {
        return affected().map(AffectedPackage::name).orElse("");
    }

    /** The diff id of the layer, or an empty text. */
    public String getLayer() {
        return finding().location().layer().map(Digest::toString).orElse("");
    }

    /** Enough of the layer's diff id to recognise it. */
    public String getShortLayer() {
        return finding().location().layer().map(d -> d.hex().substring(0, 12)).orElse("");
    }

    public String getPath() {
        return finding().location().path().orElse("");
    }

    /** Pages of publishers on it, the distribution's first. */
    public List<AdvisoryLink> getAdvisories() {
        return Advisory.of(finding()).stream().map(AdvisoryLink::new).toList();
    }

    public List<String> getPathParts() {
        return LineBreaks.in(getPath());
    }

    /** A page of a publisher on a finding. */
    public static final class AdvisoryLink {
        private final Advisory advisory;

        AdvisoryLink(Advisory advisory) {
            this.advisory = advisory;
        }

        public String getPublisher() {
            return advisory.publisher();
        }

        public String getAddress() {
            return advisory.link().address();
        }
    }

    /** Where a path, or the name of a setting, can go on in the next line of a narrow column: after a separator. */
    static final class LineBreaks {
        private static final String AFTER_SEPARATOR = "(?<=[./=:])";

        private LineBreaks() {}

        /** The parts of the text between which the page puts {@code <wbr>}; together they are the text. */
        static List<String> in(String text) {
            return List.of(text.split(AFTER_SEPARATOR));
        }
    }
}
