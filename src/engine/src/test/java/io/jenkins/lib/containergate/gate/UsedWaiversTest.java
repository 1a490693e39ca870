package io.jenkins.lib.containergate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.ecs.runtime.Standing;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.setting.Waiver;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What became of the waivers that a verdict of the ledger used. */
class UsedWaiversTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);
    private static final String PAST = "2026-11-23";
    private static final String AHEAD = "2026-12-30";

    private static List<WithOrigin<Waiver>> waivers(String... written) throws Exception {
        String text = Arrays.stream(written)
                .map(waiver -> "{owner: shop, reason: later, " + waiver + "}")
                .collect(Collectors.joining(", ", "version: 1\nwaivers: [", "]\n"));
        return PolicyParser.parse("org", "org", text).waivers();
    }

    private static Standing standing(String until, List<WithOrigin<Waiver>> policy, List<WithOrigin<Waiver>> own) {
        return new UsedWaivers(policy, own, waiver -> true, CLOCK).standing("CVE-2026-1", LocalDate.parse(until));
    }

    private static String rule(String rule, String until) {
        return "rule: '" + rule + "', expires: " + until;
    }

    private static void blocks(Standing standing, String text) {
        assertThat(standing)
                .isInstanceOfSatisfying(
                        Standing.Broken.class,
                        broken -> assertThat(broken.reasons())
                                .singleElement()
                                .asString()
                                .startsWith("CVE-2026-1 was waived, and blocks today: org: waiver ")
                                .contains(text, "which expired on " + PAST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CVE-2026-1", "CVE-2026-*"})
    void oneThatEndedIsNamedWhicheverPolicyHasIt(String rule) throws Exception {
        blocks(standing(PAST, waivers(rule(rule, PAST)), List.of()), "waiver " + rule);
        blocks(standing(PAST, List.of(), waivers(rule(rule, PAST))), "waiver " + rule);
    }

    @Test
    void oneThatHoldsHoldsWhateverOthersHaveEnded() throws Exception {
        assertThat(standing(AHEAD, waivers(rule("CVE-2026-1", AHEAD), rule("CVE-2026-2", PAST)), List.of()))
                .isInstanceOf(Standing.Holds.class);
        assertThat(standing(AHEAD, waivers(rule("CVE-2026-2", PAST)), waivers(rule("CVE-2026-1", AHEAD))))
                .isInstanceOf(Standing.Holds.class);
    }

    @Test
    void oneThatWasRenewedHolds() throws Exception {
        assertThat(standing(PAST, waivers(rule("CVE-2026-*", AHEAD)), waivers(rule("CVE-2026-1", PAST))))
                .isInstanceOf(Standing.Holds.class);
    }

    @Test
    void whatThePolicyInForceHasEndedIsNotHeldByTheOwnPolicyOfTheVerdict() throws Exception {
        blocks(
                standing(AHEAD, waivers(rule("CVE-2026-*", PAST)), waivers(rule("CVE-2026-1", AHEAD))),
                "waiver CVE-2026-*");
    }

    /** The ledger has the one id that the finding has as its rule, and waivers may name any. */
    @Test
    void whetherItUsedOneUnderAnotherIdThatThePolicyInForceHasEndedIsNotKnown() throws Exception {
        List<WithOrigin<Waiver>> own = waivers(rule("GHSA-1111-2222-3333", AHEAD));
        assertThat(standing(AHEAD, waivers(rule("GHSA-1111-*", PAST)), own))
                .isInstanceOfSatisfying(
                        Standing.Undecided.class,
                        open -> assertThat(open.problem())
                                .isEqualTo("CVE-2026-1 was waived until " + AHEAD
                                        + ", and whether by the waiver GHSA-1111-2222-3333, which has ended, is not"
                                        + " known"));
        assertThat(standing(AHEAD, waivers(rule("GHSA-4444-*", PAST)), own)).isInstanceOf(Standing.Holds.class);
        assertThat(standing(AHEAD, waivers(rule("GHSA-1111-*", PAST), rule("GHSA-1111-2222-3333", "2027-06-30")), own))
                .as("the policy in force has one that covers it")
                .isInstanceOf(Standing.Holds.class);
        assertThat(standing(
                        AHEAD,
                        waivers(rule("GHSA-1111-*", PAST)),
                        waivers(rule("GHSA-1111-2222-3333", AHEAD), rule("CVE-2026-*", AHEAD))))
                .as("its own policy has one for the very id")
                .isInstanceOf(Standing.Holds.class);
    }

    /** One of the same day for another package is not the one that was used. */
    @Test
    void oneThatThePolicyInForceHasEndedDoesNotHoldForAnotherOfTheSameRuleAndDay() throws Exception {
        String used = rule("CVE-2026-1", AHEAD) + ", package: 'pkg:deb/debian/zlib*'";
        String other = rule("CVE-2026-1", AHEAD) + ", package: 'pkg:npm/**'";
        String ended = rule("CVE-2026-1", PAST) + ", package: 'pkg:deb/debian/zlib*'";
        assertThat(standing(AHEAD, waivers(ended, other), waivers(used))).isInstanceOf(Standing.Undecided.class);
        assertThat(standing(AHEAD, waivers(ended, other), waivers(used, other)))
                .as("either may be the one")
                .isInstanceOf(Standing.Undecided.class);
        assertThat(standing(AHEAD, waivers(ended, other), waivers(other)))
                .as("the policy in force has the very one")
                .isInstanceOf(Standing.Holds.class);
    }

    /** It is no FAIL: an alias is not known to be none. */
    @Test
    void oneThatMayHaveBeenRenewedUnderAnotherIdIsUndecided() throws Exception {
        assertThat(standing(
                        PAST,
                        waivers(rule("CVE-2026-1", PAST), rule("GHSA-1111-2222-3333", AHEAD)),
                        waivers(rule("CVE-2026-1", PAST))))
                .isInstanceOf(Standing.Undecided.class);
        blocks(
                standing(PAST, waivers(rule("CVE-2026-1", PAST), rule("no-setuid-files", AHEAD)), List.of()),
                "CVE-2026-1");
    }

    @Test
    void whetherOneForAPackageRenewsItIsNotKnown() throws Exception {
        String other = rule("CVE-2026-1", AHEAD) + ", package: 'pkg:npm/**'";
        assertThat(standing(PAST, waivers(rule("CVE-2026-1", PAST), other), List.of()))
                .isInstanceOf(Standing.Undecided.class);
    }

    @Test
    void oneThatNoPolicyHasAnyMoreIsUndecided() {
        assertThat(standing(PAST, List.of(), List.of()))
                .isInstanceOfSatisfying(
                        Standing.Undecided.class,
                        open -> assertThat(open.problem()).contains("CVE-2026-1 was waived until " + PAST));
    }
}
