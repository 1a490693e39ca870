package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.finding.AffectedPackage;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.RuleId;
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
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One finding as a row of a table: what tables show, sort and filter by, and no more. */
public final class FindingRow {
    /** How many {@link #texts} a row has before its aliases. */
    static final int TEXTS = 15;

    private static final int SHORT = 12;

    private final int index;
    private final GateName gate;
    private final Severity severity;
    private final Decision decision;
    private final String decidedBy;
    private final String rule;
    private final String title;
    private final String actual;
    private final String expected;
    private final @Nullable String layer;
    private final @Nullable String path;
    private final @Nullable String pointer;
    private final @Nullable AffectedPackage affected;
    private final List<String> aliases;

    private FindingRow(int index, GateName gate, DecidedFinding decided) {
        Finding finding = decided.finding();
        Optional<VulnerabilityFinding> vulnerability =
                finding instanceof VulnerabilityFinding found ? Optional.of(found) : Optional.empty();
        this.index = index;
        this.gate = gate;
        this.severity = finding.severity();
        this.decision = decided.decision();
        this.decidedBy = decided.decidedBy();
        this.rule = finding.rule().value();
        this.title = finding.title();
        this.actual = finding.actual();
        this.expected = finding.expected();
        this.layer = finding.location().layer().map(Digest::toString).orElse(null);
        this.path = finding.location().path().orElse(null);
        this.pointer = finding.location().pointer().orElse(null);
        this.affected = finding.inPackage().orElse(null);
        this.aliases = vulnerability.map(VulnerabilityFinding::aliases).orElse(List.of()).stream()
                .map(RuleId::value)
                .toList();
    }

    private FindingRow(int index, List<@Nullable String> texts) {
        this.index = index;
        this.gate = GateName.ofKey(required(texts, 0)).orElseThrow();
        this.severity = Severity.valueOf(required(texts, 1));
        this.decision = Decision.valueOf(required(texts, 2));
        this.decidedBy = required(texts, 3);
        this.rule = required(texts, 4);
        this.title = required(texts, 5);
        this.actual = required(texts, 6);
        this.expected = required(texts, 7);
        this.layer = texts.get(8);
        this.path = texts.get(9);
        this.pointer = texts.get(10);
        this.affected = texts.get(11) == null
                ? null
                : new AffectedPackage(
                        required(texts, 11),
                        required(texts, 12),
                        required(texts, 13),
                        Optional.ofNullable(texts.get(14)),
                        Optional.empty());
        this.aliases = List.copyOf(texts.subList(TEXTS, texts.size()));
    }

    private static String required(List<@Nullable String> texts, int at) {
        return Objects.requireNonNull(texts.get(at), "a text of a row");
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

    /** What rows are of, in their order. */
    static List<Finding> findings(Verdict verdict) {
        return verdict.gates().stream()
                .flatMap(result -> result.findings().stream())
                .map(DecidedFinding::finding)
                .toList();
    }

    /** The finding of this row, of all {@link #findings}. */
    Finding in(List<Finding> findings) {
        return findings.get(index - 1);
    }

    /** All that a row is made of, but its number; its aliases come last. {@code null} for what it does not have. */
    List<@Nullable String> texts() {
        List<@Nullable String> texts = new ArrayList<>(TEXTS + aliases.size());
        texts.addAll(List.of(gate.key(), severity.name(), decision.name(), decidedBy, rule, title, actual, expected));
        texts.add(layer);
        texts.add(path);
        texts.add(pointer);
        texts.add(affected == null ? null : affected.purl());
        texts.add(affected == null ? null : affected.name());
        texts.add(affected == null ? null : affected.version());
        texts.add(affected == null ? null : affected.fixedVersion().orElse(null));
        texts.addAll(aliases);
        return texts;
    }

    /** @throws RuntimeException when they are not the {@link #texts} of a row */
    static FindingRow of(int index, List<@Nullable String> texts) {
        return new FindingRow(index, texts);
    }

    int index() {
        return index;
    }

    GateName gate() {
        return gate;
    }

    Decision decision() {
        return decision;
    }

    Severity severity() {
        return severity;
    }

    /** Without what its publisher does about it, which no table shows. */
    Optional<AffectedPackage> affected() {
        return Optional.ofNullable(affected);
    }

    /** JSON pointer in the document that was judged, or an empty text. */
    String pointer() {
        return pointer == null ? "" : pointer;
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
        return decidedBy;
    }

    public List<String> getDecidedByParts() {
        return LineBreaks.in(getDecidedBy());
    }

    public String getRule() {
        return rule;
    }

    public String getTitle() {
        return title;
    }

    /** Name and version of the package, or what else was found. */
    public String getActual() {
        return actual;
    }

    public String getExpected() {
        return expected;
    }

    public String getPackageName() {
        return affected().map(AffectedPackage::name).orElse("");
    }

    /** The diff id of the layer, or an empty text. */
    public String getLayer() {
        return layer == null ? "" : layer;
    }

    /** Enough of the layer's diff id to recognise it. */
    public String getShortLayer() {
        String hex = getLayer().substring(getLayer().indexOf(':') + 1);
        return hex.substring(0, Math.min(SHORT, hex.length()));
    }

    public String getPath() {
        return path == null ? "" : path;
    }

    /** Pages of publishers on it, the distribution's first. */
    public List<AdvisoryLink> getAdvisories() {
        List<Advisory> advisories = affected == null
                ? Advisory.ofRule(rule)
                : Advisory.ofVulnerability(
                        Stream.concat(Stream.of(rule), aliases.stream()).toList(), affected.purl());
        return advisories.stream().map(AdvisoryLink::new).toList();
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
