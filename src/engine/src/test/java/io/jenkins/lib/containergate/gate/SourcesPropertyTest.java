package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecosystem.OsRelease;
import io.jenkins.lib.containergate.ecosystem.SupportEnds;
import io.jenkins.lib.containergate.finding.Account;
import io.jenkins.lib.containergate.finding.Finding;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.KnownExploit;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.SourceInfo;
import io.jenkins.lib.containergate.finding.VexStatement;
import io.jenkins.lib.containergate.finding.VulnerabilityFinding;
import io.jenkins.lib.containergate.hardening.TestImage;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.policy.DecidedFinding;
import io.jenkins.lib.containergate.policy.Decision;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.judge.KnownFindings;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.report.ExampleVerdicts;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import io.jenkins.lib.containergate.testkit.osv.OsvExportFiles;
import io.jenkins.lib.containergate.vulnerability.VulnerabilityReport;
import io.jenkins.lib.containergate.vulnerability.exploitation.EpssScores;
import io.jenkins.lib.containergate.vulnerability.exploitation.ExploitationData;
import io.jenkins.lib.containergate.vulnerability.exploitation.KnownExploitedCatalogue;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocument;
import io.jenkins.lib.containergate.vulnerability.vex.VexDocuments;
import io.jenkins.lib.containergate.vulnerability.vex.VexFiles;
import io.jenkins.lib.containergate.vulnerability.vex.VexRepository;
import java.io.ByteArrayInputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever VEX documents, earlier verdicts, base images, SBOMs, postures, feeds and support ends are given: without the
 * floor's word nothing red turns green.
 */
class SourcesPropertyTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    private static final int ROUNDS = Effort.rounds(120, 400);
    private static final int CVES = 6;
    private static final OsRelease DEBIAN =
            new OsRelease("debian", List.of(), Optional.of("12"), Optional.of("bookworm"), "Debian 12");
    /** What asks for data that the feeds have more or less of. */
    private static final String FEEDS = ", knownExploited: deny, epss: {deny: 0.5}";

    private static final String SITE = "https://vex.example.org/";
    /** None of them names one of the sources. */
    private static final List<String> SILENT = List.of(
            "",
            "vex: []\n",
            "vex: [{from: files, authors: [Nobody]}]\n",
            "vex: [{from: files, maxAge: 1d}]\n",
            "vex: [{from: repository, repositories: ['https://other.example/']}]\n",
            "vex: [{from: files, rules: ['GHSA-*']}]\n");

    private final Random random = new Random(20_261_127L);
    private final Digest digest = Digest.of(new byte[] {1});
    private List<VexDocument> ofFiles = List.of();
    private List<VexDocument> ofRepository = List.of();
    private SupportEnds ended = SupportEnds.builtIn();
    private SupportEnds endless = ended;
    private ExploitationData few = ExploitationData.none();
    private ExploitationData many = ExploitationData.none();

    @TempDir
    private Path folder;

    @BeforeEach
    void everythingIsCalledHarmless() throws Exception {
        StringBuilder statements = new StringBuilder();
        for (int i = 0; i < CVES; i++) {
            statements.append(i == 0 ? "" : ",").append("""
                {"vulnerability": {"name": "CVE-2026-100%s"}, "products": [{"@id": "pkg:deb/debian/libssl3"}],
                 "status": "not_affected", "justification": "vulnerable_code_not_present"}\
                """.formatted(i));
        }
        byte[] document = """
            {"@context": "https://openvex.dev/ns/v0.2.0", "@id": "https://acme.example/vex/1", "author": "Acme",
             "timestamp": "2026-11-20T10:00:00Z", "version": 1, "statements": [%s]}\
            """.formatted(statements).getBytes(StandardCharsets.UTF_8);
        ofFiles =
                new VexFiles().read(Optional.empty(), List.of("own.json"), name -> new ByteArrayInputStream(document));
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("repository.json", ("{\"address\": \"" + SITE + "\"}").getBytes(StandardCharsets.UTF_8));
        entries.put("index.json", """
            {"updated_at": "2026-11-20T00:00:00Z", "packages": [{"id": "pkg:deb/debian/libssl3", "location": "vex.json"}]}\
            """.getBytes(StandardCharsets.UTF_8));
        entries.put("vex.json", document);
        ofRepository = VexRepository.read(Files.write(folder.resolve("acme.zip"), OsvExportFiles.zip(entries)))
                .documents();
        ended = supported("2026-01-31");
        endless = supported("2099-01-31");
        few = feeds(Set.of("CVE-2026-1001"), "0.1");
        many = feeds(Set.of("CVE-2026-1001", "CVE-2026-1002", "CVE-2026-1003"), "0.9");
    }

    private SupportEnds supported(String last) throws Exception {
        return SupportEnds.published(Files.writeString(folder.resolve("ends-" + last + ".json"), """
            {"generated_at": "2026-11-26T00:00:00Z", "result": [{"name": "debian", "releases": [
             {"name": "12", "eolFrom": "%1$s", "eoesFrom": "%1$s"}]}]}\
            """.formatted(last)));
    }

    private ExploitationData feeds(Set<String> exploited, String score) throws Exception {
        StringBuilder scores = new StringBuilder("#model_version:v2025.03.14,score_date:2026-11-20T00:00:00+0000\n");
        scores.append("cve,epss,percentile\n");
        for (int i = 0; i < CVES; i++) {
            scores.append("CVE-2026-100")
                    .append(i)
                    .append(',')
                    .append(i % 2 == 0 ? "0.1" : score)
                    .append(",0.5\n");
        }
        Path file = Files.writeString(folder.resolve("epss-" + score + ".csv"), scores);
        return new ExploitationData(
                Optional.of(new KnownExploitedCatalogue(listed(exploited), Optional.of(CLOCK.instant()))),
                Optional.of(EpssScores.read(file)));
    }

    private static Map<String, KnownExploit> listed(Set<String> cves) {
        return cves.stream().collect(Collectors.toMap(cve -> cve, cve -> KnownExploit.unknown()));
    }

    private static EffectivePolicy policy(String text) throws Exception {
        return PolicyMerge.merge(List.of(PolicyParser.parse("org", "org.yaml", "version: 1\n" + text)), CLOCK);
    }

    private String limits() {
        return "max: {critical: " + random.nextInt(2) + ", high: " + random.nextInt(3) + "}";
    }

    private List<VulnerabilityFinding> findings() {
        List<VulnerabilityFinding> findings = new ArrayList<>();
        for (int i = 0; i < CVES; i++) {
            if (random.nextBoolean()) {
                Severity severity = Severity.values()[random.nextInt(Severity.values().length)];
                findings.add(ExampleVerdicts.libssl("CVE-2026-100" + i, severity));
            }
        }
        return findings;
    }

    /** As the feeds say that come with every scan of an organisation. */
    private VulnerabilityKnowledge knowing(List<VulnerabilityFinding> findings) {
        return new VulnerabilityKnowledge(
                (inventory, deadline, progress) -> new VulnerabilityReport(
                        new SourceInfo("osv", "1", Optional.of(CLOCK.instant())), findings, List.of()),
                few);
    }

    /**
     * With some of what a caller, a job or a repository can bring, and more of what feeds can say.
     *
     * @param ends whether the policy asks for the end of support: then a table that moves it away is the floor's word
     */
    private VulnerabilityKnowledge enriched(VulnerabilityKnowledge plain, boolean ends) {
        VexDocuments vex = random.nextBoolean() ? new VexDocuments(ofFiles) : VexDocuments.none();
        vex = random.nextBoolean() ? vex.withRepositories(ofRepository) : vex;
        KnownExposure exposure = random.nextBoolean()
                ? new KnownExposure(Map.of(digest, List.of("prod/service/shop")), Optional.of("p"), CLOCK.instant())
                : KnownExposure.none();
        SupportEnds other = random.nextBoolean() || ends ? ended : endless;
        return new VulnerabilityKnowledge(
                plain.source(),
                random.nextBoolean() ? many : plain.exploitation(),
                vex,
                random.nextBoolean() ? other : plain.supportEnds(),
                exposure);
    }

    private Comparison comparison(List<VulnerabilityFinding> known) {
        return new Comparison(
                random.nextBoolean() ? Optional.of(image()) : Optional.empty(),
                KnownFindings.of(known),
                KnownFindings.of(known),
                random.nextBoolean() ? Optional.of(ofFiles) : Optional.empty(),
                random.nextBoolean() ? Optional.of(Account.empty().evaluated("SBOM attestation", 3)) : Optional.empty(),
                random.nextBoolean() ? Optional.of(base(random.nextInt(5))) : Optional.empty());
    }

    /** What the annotations of an image, signed provenance and its layers can say. */
    private BaseImage base(int kind) {
        ImageReference name = new ImageReference("registry.example", "debian", Optional.of("12"), Optional.empty());
        return switch (kind) {
            case 0 -> new BaseImage.Proven(name, image(), "its labels");
            case 1 -> new BaseImage.Claimed(name, "provenance signed by ci");
            case 2 -> new BaseImage.Itself(image());
            case 3 -> new BaseImage.Unknown("it does not say", "say it");
            default -> new BaseImage.Several(List.of(base(0), base(1)), "they differ");
        };
    }

    private Image image() {
        return new Image(
                "registry.example/shop/app:1.4",
                Optional.of("registry.example/shop/app"),
                digest,
                true,
                Optional.empty(),
                digest,
                TestImage.clean().config(),
                List.of());
    }

    private Verdict judge(VulnerabilityKnowledge knowledge, EffectivePolicy policy, Comparison comparison)
            throws Exception {
        InspectedImage inspected = new InspectedImage(
                image(),
                new PackageInventory(Optional.of(DEBIAN), List.of(), 1, List.of()),
                TestImage.clean().facts(),
                Optional.empty());
        return new ImageGate(knowledge, policy, CLOCK)
                .judge(inspected, comparison, Deadline.after(Duration.ofMinutes(1), CLOCK), ProgressListener.none());
    }

    private static Set<String> components(Class<? extends Record> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    /** A source that is added has to be given above, or to be one of the data that a verdict is about. */
    @Test
    void everySourceThatThereIsIsAmongThem() {
        assertThat(components(Comparison.class))
                .containsExactlyInAnyOrder("base", "baseline", "knownSecrets", "attested", "attestedSboms", "builtOn");
        assertThat(components(VulnerabilityKnowledge.class))
                .containsExactlyInAnyOrder("source", "exploitation", "supportEnds", "vex", "exposure");
        assertThat(VexStatement.Origin.values())
                .containsExactly(
                        VexStatement.Origin.FILES, VexStatement.Origin.ATTESTATIONS, VexStatement.Origin.REPOSITORY);
        assertThat(BaseImage.class.getPermittedSubclasses()).hasSize(5);
    }

    private static Set<Fingerprint> blocked(Verdict verdict) {
        return verdict.gates().stream()
                .flatMap(gate -> gate.findings().stream())
                .filter(found -> found.decision() == Decision.BLOCKED)
                .map(DecidedFinding::finding)
                .map(Finding::fingerprint)
                .collect(Collectors.toSet());
    }

    /** What is known to be exploited blocks by itself, and leaves its place under the limits to another finding. */
    private static void noBetter(Verdict now, Verdict before, boolean sameFeeds, String policy) {
        assertThat(before.outcome().worse(now.outcome())).as(policy).isEqualTo(now.outcome());
        if (sameFeeds) {
            assertThat(blocked(now)).as(policy).containsAll(blocked(before));
        }
    }

    @Test
    void noSourceExcusesWhatTheFloorDoesNotLetItExcuse() throws Exception {
        int red = 0;
        for (int round = 0; round < ROUNDS; round++) {
            boolean ends = random.nextBoolean();
            String text = "vulnerabilities: {" + limits() + (random.nextBoolean() ? FEEDS : "")
                    + (ends ? ", endOfLife: {deny: true}" : "") + "}\n" + SILENT.get(random.nextInt(SILENT.size()));
            List<VulnerabilityFinding> findings = findings();
            VulnerabilityKnowledge plain = knowing(findings);
            String bases =
                    random.nextBoolean() ? "" : "baseImages: {allowed: ['registry.example/debian'], maxAge: 30d}\n";
            Verdict before = judge(plain, policy(text), Comparison.none());
            VulnerabilityKnowledge more = enriched(plain, ends);
            Verdict now = judge(more, policy(text + bases), comparison(findings));
            noBetter(now, before, more.exploitation() == few, text + bases);
            red += before.outcome() == Outcome.FAIL ? 1 : 0;
        }
        assertThat(red).isBetween(ROUNDS / 4, ROUNDS - ROUNDS / 20);
    }

    /** The key only adds, whatever is known. */
    @Test
    void whatIsKnownExcusesNothingThatLimitsForbid() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String limits = limits();
            List<VulnerabilityFinding> findings = findings();
            VulnerabilityKnowledge plain = knowing(findings);
            Verdict before = judge(plain, policy("vulnerabilities: {" + limits + "}\n"), Comparison.none());
            String ratchet = "vulnerabilities: {" + limits + ", newFindings: {deny: high}}\n";
            VulnerabilityKnowledge more = enriched(plain, false);
            noBetter(judge(more, policy(ratchet), comparison(findings())), before, more.exploitation() == few, ratchet);
        }
    }

    /** So that the laws above can fail. */
    @Test
    void withTheFloorsWordEachOfThemDoes() throws Exception {
        List<VulnerabilityFinding> findings = List.of(ExampleVerdicts.libssl("CVE-2026-1001", Severity.CRITICAL));
        VulnerabilityKnowledge plain = knowing(findings);
        VexDocuments none = VexDocuments.none();
        assertThat(judge(plain, policy(""), Comparison.none()).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(judge(plain.stating(ofFiles), policy("vex: [{from: files}]\n"), Comparison.none())
                        .outcome())
                .isEqualTo(Outcome.PASS);
        VulnerabilityKnowledge repository = new VulnerabilityKnowledge(
                plain.source(), plain.exploitation(), none.withRepositories(ofRepository), plain.supportEnds());
        assertThat(judge(
                                repository,
                                policy("vex: [{from: repository, repositories: ['" + SITE + "']}]\n"),
                                Comparison.none())
                        .outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(judge(
                                new VulnerabilityKnowledge(plain.source(), few, none, ended),
                                policy("vulnerabilities: {max: {critical: 1}, endOfLife: {deny: true}}\n"),
                                Comparison.none())
                        .outcome())
                .as("the end of support counts where the policy says so")
                .isEqualTo(Outcome.ERROR);
        assertThat(judge(plain, policy("vulnerabilities: {max: {critical: 1}" + FEEDS + "}\n"), Comparison.none())
                        .outcome())
                .as("so does what is exploited")
                .isEqualTo(Outcome.FAIL);
        Comparison known = new Comparison(Optional.empty(), KnownFindings.of(findings), KnownFindings.none());
        assertThat(judge(plain, policy("vulnerabilities: {max: {critical: 1}, baseline: new-only}\n"), known)
                        .outcome())
                .isEqualTo(Outcome.PASS);
    }
}
