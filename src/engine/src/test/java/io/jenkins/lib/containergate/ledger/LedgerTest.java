package io.jenkins.lib.containergate.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Fingerprint;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.finding.WaivableFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.ledger.LedgerEntry.Attached;
import io.jenkins.lib.containergate.ledger.LedgerEntry.UsedWaiver;
import io.jenkins.lib.containergate.policy.GateName;
import io.jenkins.lib.containergate.policy.Outcome;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final long ENOUGH = 1L << 30;

    @TempDir
    private Path folder;

    private static Digest digest(int number) {
        return new Digest("%064x".formatted(number));
    }

    private static LedgerEntry entry(int number, Outcome outcome, Instant at) {
        return entry(number, outcome, at, digest(0));
    }

    private static LedgerEntry entry(int number, Outcome outcome, Instant at, Digest policy) {
        return new LedgerEntry(
                at,
                "registry.example/shop/app",
                Optional.of(digest(number)),
                Optional.of(digest(number + 2_000_000)),
                outcome,
                Map.of(GateName.VULNERABILITIES, outcome),
                policy,
                List.of("org", "team"),
                Optional.of("enforce"),
                List.of(new UsedWaiver("CVE-2026-1", Optional.of(LocalDate.parse("2027-01-31")))),
                Optional.of("CONTINUE was answered"),
                new Attached(
                        List.of(digest(number + 1_000_000)),
                        Optional.of(digest(7)),
                        Optional.of(digest(8)),
                        Optional.of("https://ci/1")),
                Optional.empty());
    }

    private Ledger ledger() throws GateException {
        return Ledger.open(folder.resolve("ledger"), ENOUGH);
    }

    private Path file() {
        return folder.resolve("ledger").resolve("ledger.log");
    }

    /** As builds of one Jenkins do, each with a ledger of its own: their file locks overlapped, and builds failed. */
    @Test
    void severalThreadsAppendAtTheSameTime() throws Exception {
        ExecutorService builds = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> appended = new ArrayList<>();
            for (int i = 1; i <= 80; i++) {
                LedgerEntry entry = entry(i, Outcome.PASS, NOW);
                appended.add(builds.submit(() -> {
                    ledger().append(entry);
                    return null;
                }));
            }
            for (Future<?> each : appended) {
                each.get();
            }
        } finally {
            builds.shutdownNow();
        }
        assertThat(ledger().passed("registry.example/shop/app")).hasSize(80);
    }

    @Test
    void whatWasAppendedIsFoundByDigestNewestFirstAndByRepository() throws Exception {
        ledger().append(entry(1, Outcome.PASS, NOW));
        ledger().append(entry(1, Outcome.FAIL, NOW.plusSeconds(60)));
        ledger().append(entry(2, Outcome.PASS, NOW.plusSeconds(30)));
        assertThat(ledger().of(digest(1)))
                .containsExactly(entry(1, Outcome.FAIL, NOW.plusSeconds(60)), entry(1, Outcome.PASS, NOW));
        assertThat(ledger().passed("registry.example/shop/app"))
                .containsExactly(entry(2, Outcome.PASS, NOW.plusSeconds(30)), entry(1, Outcome.PASS, NOW));
        assertThat(ledger().ofTaskDefinition(digest(1_000_002)))
                .containsExactly(entry(2, Outcome.PASS, NOW.plusSeconds(30)));
        assertThat(ledger().of(digest(3))).isEmpty();
        assertThat(ledger().ofTaskDefinition(digest(3))).isEmpty();
        assertThat(ledger().passed("elsewhere")).isEmpty();
    }

    @Test
    void ofVerdictsOfOneTimeTheOneThatDidNotPassComesFirst() throws Exception {
        ledger().append(entry(1, Outcome.PASS, NOW));
        ledger().append(entry(1, Outcome.FAIL, NOW));
        ledger().append(entry(1, Outcome.PASS, NOW));
        assertThat(ledger().of(digest(1)).get(0).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(ledger().ofTaskDefinition(digest(1_000_001)).get(0).outcome())
                .isEqualTo(Outcome.FAIL);
    }

    @Test
    void whatFollowsALineThatIsTooLongIsReadOnce() throws Exception {
        ledger().append(entry(1, Outcome.PASS, NOW));
        Files.write(file(), ("x".repeat(3 << 20) + "\n").getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        ledger().append(entry(2, Outcome.PASS, NOW));
        Ledger open = ledger();
        for (int i = 0; i < 3; i++) {
            assertThat(open.size()).isEqualTo(2);
            assertThat(open.damaged()).isEqualTo(1);
        }
    }

    @Test
    void anOpenLedgerSeesWhatOthersAppend() throws Exception {
        Ledger reader = ledger();
        assertThat(reader.of(digest(1))).isEmpty();
        ledger().append(entry(1, Outcome.PASS, NOW));
        assertThat(reader.of(digest(1))).hasSize(1);
    }

    @Test
    void aWriterKilledAtAnyByteLosesItsOwnEntryAndNoOther() throws Exception {
        ledger().append(entry(1, Outcome.PASS, NOW));
        int whole = (int) Files.size(file());
        ledger().append(entry(2, Outcome.PASS, NOW));
        byte[] both = Files.readAllBytes(file());
        for (int length = whole; length < both.length; length++) {
            Files.write(file(), Arrays.copyOf(both, length));
            Ledger reopened = ledger();
            assertThat(reopened.of(digest(1))).hasSize(1);
            assertThat(reopened.of(digest(2))).isEmpty();
            assertThat(reopened.damaged()).isZero();
            if (length % 16 == 0) {
                ledger().append(entry(3, Outcome.PASS, NOW));
                assertThat(ledger().of(digest(3))).hasSize(1);
                assertThat(ledger().damaged()).isZero();
                assertThat(ledger().size()).isEqualTo(2);
            }
        }
    }

    @Test
    void aByteThatChangedAnywhereIsDamageAndNeverAnotherEntry() throws Exception {
        ledger().append(entry(1, Outcome.FAIL, NOW));
        ledger().append(entry(2, Outcome.PASS, NOW));
        byte[] good = Files.readAllBytes(file());
        for (int i = 0; i < good.length - 1; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 0x01;
            Files.write(file(), bad);
            Ledger damaged = ledger();
            assertThat(damaged.damaged()).as("byte " + i).isPositive();
            assertThat(damaged.size()).isLessThan(2);
        }
    }

    @Test
    void anExportIsImportedElsewhereAsItWas() throws Exception {
        ledger().append(entry(1, Outcome.PASS, NOW));
        ledger().append(entry(2, Outcome.ERROR, NOW));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ledger().exportTo(out);
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .allMatch(line -> line.startsWith("{\"at\""));
        Ledger other = Ledger.open(folder.resolve("other"), ENOUGH);
        assertThat(other.importFrom(new ByteArrayInputStream(out.toByteArray())))
                .isEqualTo(2);
        assertThat(other.of(digest(2))).containsExactly(entry(2, Outcome.ERROR, NOW));
        assertThatThrownBy(
                        () -> other.importFrom(new ByteArrayInputStream("{\"at\":1}".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(GateException.class);
        assertThat(other.damaged()).isZero();
    }

    @Test
    void theOldestVerdictsGoWhenTheFileExceedsItsBound() throws Exception {
        long line = LedgerLine.sealed(entry(0, Outcome.PASS, NOW)).length;
        Ledger bounded = Ledger.open(folder.resolve("ledger"), line * 40);
        for (int i = 0; i < 200; i++) {
            bounded.append(entry(i, Outcome.PASS, NOW));
            assertThat(Files.size(file())).isLessThanOrEqualTo(line * 42);
        }
        assertThat(bounded.of(digest(199))).hasSize(1);
        assertThat(bounded.of(digest(0))).isEmpty();
        assertThat(bounded.damaged()).isZero();
    }

    @Test
    void anOldVerdictThatIsImportedGoesBeforeANewerOne() throws Exception {
        long line = LedgerLine.sealed(entry(0, Outcome.PASS, NOW)).length;
        Ledger bounded = Ledger.open(folder.resolve("ledger"), line * 40);
        bounded.append(entry(1, Outcome.FAIL, NOW.plusSeconds(60)));
        for (int i = 2; i < 30; i++) {
            bounded.append(entry(i, Outcome.PASS, NOW));
        }
        byte[] older = LedgerLine.json(entry(1, Outcome.PASS, NOW.minusSeconds(60)));
        bounded.importFrom(new ByteArrayInputStream(older));
        for (int i = 30; i < 60; i++) {
            bounded.append(entry(i, Outcome.PASS, NOW));
        }
        assertThat(bounded.of(digest(1))).containsExactly(entry(1, Outcome.FAIL, NOW.plusSeconds(60)));
    }

    @Test
    void whatDidNotPassStaysWhileAVerdictOnTheSameImageDoes() throws Exception {
        long line = LedgerLine.sealed(entry(0, Outcome.PASS, NOW)).length;
        Ledger bounded = Ledger.open(folder.resolve("ledger"), line * 40);
        bounded.append(entry(1, Outcome.FAIL, NOW));
        bounded.append(entry(2, Outcome.FAIL, NOW));
        for (int i = 3; i < 200; i++) {
            bounded.append(entry(i, Outcome.PASS, NOW.plusSeconds(i)));
            bounded.append(entry(1, Outcome.PASS, NOW.plusSeconds(i)));
        }
        assertThat(bounded.of(digest(1))).contains(entry(1, Outcome.FAIL, NOW));
        assertThat(bounded.of(digest(2))).isEmpty();
        assertThat(Files.size(file())).isLessThanOrEqualTo(line * 42);
    }

    private static LedgerEntry unsigned(int number, Instant at) {
        LedgerEntry entry = entry(number, Outcome.FAIL, at);
        return new LedgerEntry(
                entry.at(),
                entry.repository(),
                entry.digest(),
                entry.index(),
                entry.outcome(),
                Map.of(GateName.SIGNATURES, Outcome.FAIL),
                entry.policy(),
                entry.layers(),
                entry.mode(),
                List.of(),
                Optional.empty(),
                Attached.none(),
                Optional.empty());
    }

    /** Signatures are verified of an index, too, and its images are scanned one by one: a pass of one was all that was left. */
    @Test
    void anIndexThatDidNotPassStaysWhileAVerdictOnAnImageOfItsRepositoryDoes() throws Exception {
        long line = LedgerLine.sealed(entry(0, Outcome.PASS, NOW)).length;
        Ledger bounded = Ledger.open(folder.resolve("ledger"), line * 40);
        LedgerEntry index = unsigned(5_000, NOW);
        bounded.append(index);
        bounded.append(unsigned(5_000, NOW.minusSeconds(1)));
        for (int i = 3; i < 200; i++) {
            bounded.append(entry(2, Outcome.PASS, NOW.plusSeconds(i)));
        }
        assertThat(bounded.of(digest(5_000))).containsExactly(index);
        assertThat(Files.size(file())).isLessThanOrEqualTo(line * 42);
    }

    @Test
    void whichImageIsOfAnIndexThatDidNotPassStaysWhileAVerdictOnTheImageDoes() throws Exception {
        LedgerEntry chosen = entry(2, Outcome.PASS, NOW.minusSeconds(9));
        long line = LedgerLine.sealed(chosen).length;
        Ledger bounded = Ledger.open(folder.resolve("ledger"), line * 40);
        LedgerEntry index = unsigned(2_000_002, NOW.minusSeconds(8));
        bounded.append(chosen);
        bounded.append(chosen);
        bounded.append(index);
        for (int i = 3; i < 200; i++) {
            bounded.append(withoutIndex(entry(2, Outcome.PASS, NOW.plusSeconds(i))));
        }
        assertThat(bounded.of(digest(2))).contains(chosen);
        assertThat(bounded.of(digest(2_000_002))).containsExactly(index);
        assertThat(Files.size(file())).isLessThanOrEqualTo(line * 42);
    }

    private static LedgerEntry withoutIndex(LedgerEntry entry) {
        return new LedgerEntry(
                entry.at(),
                entry.repository(),
                entry.digest(),
                Optional.empty(),
                entry.outcome(),
                entry.gates(),
                entry.policy(),
                entry.layers(),
                entry.mode(),
                entry.waivers(),
                entry.decision(),
                entry.attached(),
                Optional.empty());
    }

    /** As earlier versions wrote them. */
    @Test
    void aLineThatNamesNoIndexIsRead() throws Exception {
        LedgerEntry entry = entry(1, Outcome.PASS, NOW);
        String line = new String(LedgerLine.json(entry), StandardCharsets.UTF_8);
        String earlier = line.replace("\"index\":\"" + digest(2_000_001) + "\",", "");
        assertThat(earlier).isNotEqualTo(line);
        assertThat(LedgerLine.parse(earlier.getBytes(StandardCharsets.UTF_8))).isEqualTo(withoutIndex(entry));
    }

    @Test
    void whatDidNotPassUnderOnePolicyIsNotSaidAgainByWhatDidNotUnderAnother() throws Exception {
        long line = LedgerLine.sealed(entry(0, Outcome.PASS, NOW)).length;
        Ledger bounded = Ledger.open(folder.resolve("ledger"), line * 40);
        bounded.append(entry(1, Outcome.FAIL, NOW));
        bounded.append(entry(1, Outcome.FAIL, NOW.plusSeconds(1), digest(9)));
        for (int i = 3; i < 200; i++) {
            bounded.append(entry(1, Outcome.PASS, NOW.plusSeconds(i), digest(9)));
        }
        assertThat(bounded.of(digest(1)))
                .contains(entry(1, Outcome.FAIL, NOW), entry(1, Outcome.FAIL, NOW.plusSeconds(1), digest(9)));
    }

    @Test
    void aDamagedLineStaysWhenTheOldestVerdictsGo() throws Exception {
        long line = LedgerLine.sealed(entry(0, Outcome.PASS, NOW)).length;
        Ledger bounded = Ledger.open(folder.resolve("ledger"), line * 40);
        Files.writeString(file(), "damaged\n");
        for (int i = 0; i < 200; i++) {
            bounded.append(entry(i, Outcome.PASS, NOW));
        }
        assertThat(bounded.damaged()).isEqualTo(1);
        assertThat(bounded.size()).isLessThan(45);
    }

    @Test
    void manyEntriesAreReadOnceAndAnsweredFromMemory() throws Exception {
        int entries = Effort.rounds(10_000, 100_000);
        Files.createDirectories(file().getParent());
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int i = 0; i < entries; i++) {
            all.writeBytes(LedgerLine.sealed(entry(i, Outcome.PASS, NOW)));
        }
        Files.write(file(), all.toByteArray(), StandardOpenOption.CREATE_NEW);
        Ledger large = ledger();
        assertThat(large.size()).isEqualTo(entries);
        for (int i = 0; i < entries; i += 1_000) {
            assertThat(large.of(digest(i))).hasSize(1);
        }
    }

    private static LedgerEntry waiving(int count) {
        List<LedgerFindings.Waived> waived = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            RuleId rule = new RuleId("CVE-2026-" + i);
            waived.add(new LedgerFindings.Waived(
                    GateName.VULNERABILITIES,
                    i == 0 ? Optional.empty() : Optional.of(LocalDate.parse("2027-01-31")),
                    new WaivableFinding.Kept(
                            rule,
                            List.of(new RuleId("GHSA-1-" + i)),
                            Severity.HIGH,
                            Optional.of("pkg:npm/a@1"),
                            Optional.of("app/package.json"),
                            Fingerprint.of(rule.value()),
                            Optional.of("2"),
                            i == 1)));
        }
        Map<GateName, Set<Fingerprint>> failed =
                Map.of(GateName.SECRETS, Set.of(Fingerprint.of("a"), Fingerprint.of("b")));
        return entry(1, Outcome.FAIL, NOW)
                .with(Optional.of(new LedgerFindings("registry.example/shop/app:1", failed, waived)));
    }

    @Test
    void whatAVerdictFoundIsKeptAsItWas() throws Exception {
        ledger().append(waiving(3));
        assertThat(ledger().of(digest(1))).containsExactly(waiving(3));
    }

    /** Nothing that a verdict found makes its line too long to be kept. */
    @Test
    void moreFindingsThanThereIsRoomForAreLeftOut() throws Exception {
        ledger().append(waiving(20_000));
        assertThat(ledger().of(digest(1))).containsExactly(waiving(0).with(Optional.empty()));
        assertThat(Files.size(file())).isLessThan(1 << 12);
    }

    @Test
    void aLinkToNowhereIsNoLedgerWithoutVerdicts() throws Exception {
        Ledger ledger = ledger();
        Files.createSymbolicLink(file(), folder.resolve("nowhere"));
        assertThatThrownBy(() -> ledger.of(digest(1)))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("cannot be read");
    }
}
