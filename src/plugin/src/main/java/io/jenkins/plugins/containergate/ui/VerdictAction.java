package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.report.BaseUpgrades;
import io.jenkins.lib.containergate.report.NextSteps;
import io.jenkins.lib.containergate.report.Report;
import io.jenkins.plugins.containergate.Messages;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.StaplerRequest2;
import org.kohsuke.stapler.StaplerResponse2;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.GET;

/**
 * One verdict of a build: a summary in {@code build.xml}, the findings in a {@link VerdictFile} beside it.
 *
 * <p>A build has one for each gate step it ran, numbered from 1 in the order they ended.
 */
@ExportedBean
public final class VerdictAction extends BuildPage {
    private static final String URL_NAME = "container-gate";
    private static final int MAX_STEPS = 6;
    private static final int FIRST_STEPS = 2;
    /** Newer base images that are shown above the findings. */
    static final int MAX_UPGRADES = 4;

    private final int number;
    private final String outcome;
    private final String reference;
    private final @Nullable String repository;
    private final @Nullable String digest;
    private final @Nullable String platform;
    private final String policyDigest;
    private final List<GateSummary> gates;
    private final @Nullable List<String> steps;
    private final @Nullable List<String> upgrades;
    private @Nullable String whoCanWaive;
    private @Nullable VerdictComparison comparison;
    private @Nullable String sbomDigest;

    private transient @Nullable VerdictPages pages;

    /** @param repository of the image that was judged, registry included, if it was found and came from one */
    public VerdictAction(int number, Verdict verdict, Optional<String> repository) {
        this.number = number;
        this.outcome = verdict.outcome().name();
        this.reference = ShortText.ofName(verdict.subject().reference());
        this.repository = repository.map(ShortText::ofName).orElse(null);
        this.digest = verdict.subject().digest().map(ShortText::ofName).orElse(null);
        this.platform = verdict.subject().platform().map(ShortText::ofName).orElse(null);
        this.policyDigest = verdict.policy().digest().toString();
        // XStream writes an ArrayList in plain words, and the immutable lists of the JDK not at all.
        this.gates =
                new ArrayList<>(verdict.gates().stream().map(GateSummary::new).toList());
        this.steps = kept(NextSteps.of(verdict), MAX_STEPS);
        this.upgrades = kept(BaseUpgrades.of(verdict), MAX_UPGRADES);
    }

    /** What was read of a verdict that another version stored, or that was edited: what is left of it, and never a pass. */
    private VerdictAction(VerdictAction read) {
        this.number = read.number;
        this.outcome = Outcome.ERROR.name();
        this.reference = Objects.requireNonNullElse(read.reference, "");
        this.repository = read.repository;
        this.digest = read.digest;
        this.platform = read.platform;
        this.policyDigest = Objects.requireNonNullElse(read.policyDigest, "");
        this.gates = new ArrayList<>(Stream.ofNullable(read.gates)
                .flatMap(List::stream)
                .filter(GateSummary::isWhole)
                .toList());
        this.steps = read.steps;
        this.upgrades = read.upgrades;
        this.whoCanWaive = read.whoCanWaive;
        this.comparison = read.comparison;
        this.sbomDigest = read.sbomDigest;
    }

    private Object readResolve() {
        boolean whole = GateSummary.isOutcome(outcome)
                && reference != null
                && policyDigest != null
                && gates != null
                && gates.stream().allMatch(GateSummary::isWhole);
        return whole ? this : new VerdictAction(this);
    }

    private static List<String> kept(List<String> sentences, int most) {
        return new ArrayList<>(sentences.stream().limit(most).map(ShortText::of).toList());
    }

    /** @param text who can waive what failed it, in a sentence */
    public void sayWhoCanWaive(String text) {
        this.whoCanWaive = ShortText.of(text);
    }

    /** How it differs from an earlier verdict. */
    public void compareWith(VerdictComparison earlier) {
        this.comparison = earlier;
    }

    /** That its reports hold an SBOM; artifacts can be replaced by the job, what is said here cannot. */
    public void keepSbom(Digest sbom) {
        this.sbomDigest = sbom.toString();
    }

    /** What the SBOM among its reports has to be, if there is one. */
    public @Nullable String getSbomDigest() {
        return sbomDigest;
    }

    /** Only the first verdict of a build is in the menu: its page leads to the others. The worst of them gives the icon. */
    @Override
    public @Nullable String getIconFileName() {
        return isFirst()
                ? OutcomeIcon.of(getAll().stream()
                        .map(VerdictAction::getOutcome)
                        .map(Outcome::valueOf)
                        .reduce(Outcome.PASS, Outcome::worse))
                : null;
    }

    @Override
    public String getDisplayName() {
        return Messages.VerdictAction_displayName();
    }

    /** What it is a verdict on, by the names of its gates. */
    public String getTitle() {
        return Messages.VerdictAction_title(
                gates.stream().map(GateSummary::getGate).collect(Collectors.joining(", ")));
    }

    /** Whether this is the verdict that shows all of them on the page of the build. */
    public boolean isFirst() {
        return number == 1;
    }

    /** The verdicts of the build in the order they were reached, this one among them. */
    public List<VerdictAction> getAll() {
        return getRun().getActions(VerdictAction.class).stream()
                .sorted(Comparator.comparingInt(VerdictAction::getNumber))
                .toList();
    }

    @Override
    public String getUrlName() {
        return urlName(number);
    }

    /** Last part of the address of the verdict with this number. */
    public static String urlName(int number) {
        return number == 1 ? URL_NAME : URL_NAME + "-" + number;
    }

    @Exported(visibility = 2)
    public int getNumber() {
        return number;
    }

    @Override
    @Exported(visibility = 2)
    public String getOutcome() {
        return outcome;
    }

    @Exported(visibility = 2)
    public boolean isPassed() {
        return Outcome.valueOf(outcome).passed();
    }

    @Exported(visibility = 2)
    public String getReference() {
        return reference;
    }

    @Exported(visibility = 2)
    public @Nullable String getDigest() {
        return digest;
    }

    @Exported(visibility = 2)
    public @Nullable String getPlatform() {
        return platform;
    }

    @Exported(visibility = 2)
    public String getPolicyDigest() {
        return policyDigest;
    }

    @Exported(visibility = 2)
    public List<GateSummary> getGates() {
        return gates;
    }

    @Exported(visibility = 2)
    public SeverityCounts getCounts() {
        return gates.stream().map(GateSummary::getCounts).reduce(SeverityCounts.none(), SeverityCounts::plus);
    }

    /** Reason of the gate that decided. */
    @Exported(visibility = 2)
    public String getReason() {
        return gates.stream()
                .filter(gate -> gate.getOutcome().equals(outcome))
                .findFirst()
                .map(GateSummary::getReason)
                .orElseGet(Messages::OutcomeHandler_noGate);
    }

    /** What to do so that it passes, a sentence each; none when it passed, or was reached before verdicts said it. */
    @Exported(visibility = 2)
    public List<String> getSteps() {
        return steps == null ? List.of() : List.copyOf(steps);
    }

    /** The steps that are shown at once. */
    public List<String> getFirstSteps() {
        return getSteps().stream().limit(FIRST_STEPS).toList();
    }

    /** The steps behind those. */
    public List<String> getMoreSteps() {
        return getSteps().stream().skip(FIRST_STEPS).toList();
    }

    /** Newer base images that remove vulnerabilities, a sentence each, the best first; none unless the step looked for them. */
    @Exported(visibility = 2)
    public List<String> getUpgrades() {
        return upgrades == null ? List.of() : List.copyOf(upgrades);
    }

    /** Who can waive what failed it; {@code null} when nothing did. */
    @Exported(visibility = 2)
    public @Nullable String getWhoCanWaive() {
        return whoCanWaive;
    }

    /** Of this page; absolute when Jenkins knows its own address, else from the root of Jenkins. */
    @Exported(visibility = 2, name = "url")
    public String getAbsoluteUrl() {
        return Optional.ofNullable(Jenkins.get().getRootUrl()).orElse("") + getRun().getUrl() + getUrlName() + "/";
    }

    /** Addresses of the reports, {@code verdict.json} with every finding among them. */
    @Exported(visibility = 2, name = "reports")
    public List<String> getReportUrls() {
        return getReports().stream()
                .map(fileName -> getAbsoluteUrl() + "report/" + fileName)
                .toList();
    }

    /** What is new and fixed; {@code null} when there was nothing to compare with. */
    @Exported(visibility = 2)
    public @Nullable VerdictComparison getComparison() {
        return comparison;
    }

    /**
     * Whether it is an earlier answer to the same question: the same gates on the same subject, and decided.
     *
     * @param newerRepository of the image that was judged, registry included, if it was found and came from one
     */
    public boolean precedes(Verdict newer, Optional<String> newerRepository) {
        return !outcome.equals(Outcome.ERROR.name())
                && gates.stream().allMatch(each -> each.getUndecided() == 0)
                && gates.stream()
                        .map(GateSummary::getGate)
                        .toList()
                        .equals(newer.gates().stream()
                                .map(each -> each.gate().key())
                                .toList())
                && subject().isSame(newer.subject(), newerRepository);
    }

    /** Whether this gate is one of those that came to the verdict. */
    public boolean ran(GateName gate) {
        return gates.stream().anyMatch(summary -> summary.getGate().equals(gate.key()));
    }

    /** What it is on, to be compared with what another is on. */
    public KeptSubject subject() {
        return new KeptSubject(reference, repository, platform);
    }

    /** The findings the request asks for, one page of them. */
    public VerdictView view(StaplerRequest2 request) {
        return pages().view(request);
    }

    /** The findings that the filters of the request let through, as CSV: {@code export?severity=HIGH}. */
    @GET
    public void doExport(StaplerRequest2 request, StaplerResponse2 response) throws IOException {
        pages().export(request, response);
    }

    /** Page of one finding: {@code finding/17}. */
    public @Nullable FindingPage getFinding(String index) {
        return pages().finding(index);
    }

    /** File names of the reports that {@link #getReport} writes: all that need no inventory. */
    public List<String> getReports() {
        return VerdictPages.REPORTS.stream().map(Report::fileName).toList();
    }

    /** {@code report/report.sarif}. */
    public @Nullable ReportPage getReport(String fileName) {
        return pages().report(fileName);
    }

    /** A build that was loaded comes without them. */
    private synchronized VerdictPages pages() {
        VerdictPages present = pages;
        if (present == null) {
            present = new VerdictPages(this);
            pages = present;
        }
        return present;
    }
}
