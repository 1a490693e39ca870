package io.jenkins.lib.containergate.policy.license;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.policy.license.LicenseRules.Standing;
import io.jenkins.lib.containergate.policy.license.LicenseSet.Entry;
import io.jenkins.lib.containergate.testkit.effort.Effort;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LicenseRulesTest {
    private static final LicenseRules NO_COPYLEFT = deny("strong-copyleft", "network-copyleft");

    private static LicenseSet set(String... entries) {
        return new LicenseSet(Arrays.stream(entries)
                .map(entry -> Entry.parse(entry).orElseThrow())
                .toList());
    }

    private static LicenseRules deny(String... entries) {
        return new LicenseRules(Optional.empty(), Optional.of(set(entries)));
    }

    private static LicenseRules allow(String... entries) {
        return new LicenseRules(Optional.of(set(entries)), Optional.empty());
    }

    private static Standing standing(LicenseRules rules, String... declared) {
        return rules.of(LicenseExpression.parse(List.of(declared))).standing();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MIT | ALLOWED",
                "mit | ALLOWED",
                "GPL-3.0-only | DENIED",
                "GPL-3.0 | DENIED",
                "GPLv2+ | DENIED",
                "GPL | DENIED",
                "AGPL-3.0-or-later | DENIED",
                "LGPL-2.1-or-later | ALLOWED",
                "Apache-2.0+ | ALLOWED",
                "MIT OR GPL-3.0-only | ALLOWED",
                "MIT AND GPL-3.0-only | DENIED",
                "MIT OR GPL-3.0-only AND AGPL-3.0-only | ALLOWED",
                "(MIT OR GPL-3.0-only) AND AGPL-3.0-only | DENIED",
                "GPL-2.0-only WITH Classpath-exception-2.0 | ALLOWED",
                "GPL-2.0-with-classpath-exception | ALLOWED",
                "GPL-2.0-only WITH Bison-exception-2.2 | DENIED",
                "LGPLv2+ and MIT | ALLOWED",
                "LGPLv2+ and GPLv3+ | DENIED",
                "GNU General Public License v3 or later (GPLv3+) | DENIED",
                "The Apache Software License, Version 2.0 | ALLOWED",
                "http://www.apache.org/licenses/LICENSE-2.0.txt | ALLOWED",
                "BSD | ALLOWED",
                "GPL+ or Artistic | ALLOWED",
                "GPL-3+ with GCC exception | ALLOWED",
                "GPL-2+ with Autoconf exception | DENIED",
                "GPL-2+ with OpenSSL exception | UNKNOWN",
                "Apache-2.0 with LLVM exception | ALLOWED",
                "Perl_5 | ALLOWED",
                "MIT OR GPL-3.0-only OR nonsense | ALLOWED",
                "GPL-3.0-only OR nonsense | UNKNOWN",
                "MIT AND nonsense | UNKNOWN",
                "GPL-3.0-only AND nonsense | DENIED",
                "GPLv2 or later | DENIED",
                "GNU General Public License v2 or any later version | DENIED",
                "MIT and GPL version 3 or newer | DENIED",
                "GPLv2 or later with Classpath-exception-2.0 | ALLOWED",
                "GPLv2 or later or MIT | ALLOWED",
                "Apache 2.0 or later | ALLOWED",
                "GPLv2 or later at a price | UNKNOWN",
            })
    void anExpressionIsReadAsTheSpecificationSays(String expression, Standing expected) {
        assertThat(standing(NO_COPYLEFT, expression)).isEqualTo(expected);
    }

    /** None of them may come out as allowed, because nobody knows what applies. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIT \u043d\u0435\u043a\u043e\u043c\u043c\u0435\u0440\u0447\u0435\u0441\u043a\u0430\u044f",
                "\u975e\u5546\u4e1a MIT \u8bb8\u53ef",
                "",
                "NOASSERTION",
                "SEE LICENSE IN terms.txt",
                "LicenseRef-acme",
                "MIT with Commons Clause",
                "MIT WITH Commons-Clause",
                "MIT WITH",
                "MIT OR",
                "OR MIT",
                "(MIT OR ISC",
                "MIT OR ISC)",
                "MIT ISC",
                "MIT, GPL-3.0-only",
                "MIT/GPL-3.0-only",
                "MIT GPL-3.0-only OR nonsense",
                "BSD WITH Classpath-exception-2.0",
                "Classpath-exception-2.0",
                "any-OSI",
                "+",
                "()",
                "\u0000",
                "ＭＩＴ",
            })
    void whatMeansNothingIsUnknown(String text) {
        assertThat(standing(NO_COPYLEFT, text)).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(allow("permissive", "weak-copyleft"), text)).isNotEqualTo(Standing.ALLOWED);
    }

    @Test
    void anyLaterVersionIsNoAlternativeButTheLicenceOfTheListThatSaysSo() {
        assertThat(LicenseExpression.parse("GPLv2 or any later version"))
                .isEqualTo(LicenseExpression.parse("GPL-2.0-or-later"));
    }

    @Test
    void nestingAndLengthAreBounded() {
        assertThat(standing(NO_COPYLEFT, "(".repeat(5_000) + "MIT" + ")".repeat(5_000)))
                .isEqualTo(Standing.UNKNOWN);
        assertThat(standing(NO_COPYLEFT, "(".repeat(30) + "MIT" + ")".repeat(30)))
                .isEqualTo(Standing.ALLOWED);
        assertThat(standing(NO_COPYLEFT, "MIT OR ".repeat(100_000) + "MIT")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void ofSeveralDeclarationsEachApplies() {
        assertThat(standing(NO_COPYLEFT, "MIT", "GPL-3.0-only")).isEqualTo(Standing.DENIED);
        assertThat(standing(NO_COPYLEFT, "MIT", "ISC")).isEqualTo(Standing.ALLOWED);
        assertThat(standing(NO_COPYLEFT, "MIT", "nonsense")).isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void aLicenceKnownByItsKindOnlyIsNotTakenForOneOfThatKind() {
        assertThat(standing(allow("permissive"), "BSD")).isEqualTo(Standing.ALLOWED);
        assertThat(standing(allow("BSD-3-Clause"), "BSD")).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(allow("MPL-2.0"), "BSD")).isEqualTo(Standing.UNLISTED);
        assertThat(standing(deny("BSD-4-Clause"), "BSD")).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(deny("GPL-2.0-only"), "GPL-2.0-or-later")).isEqualTo(Standing.ALLOWED);
    }

    @Test
    void aLicenceOfTheListWhoseClassIsNotKnownIsOnlyAllowedByName() {
        assertThat(standing(NO_COPYLEFT, "Zimbra-1.4")).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(allow("permissive"), "Zimbra-1.4")).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(allow("MIT"), "Zimbra-1.4")).isEqualTo(Standing.UNLISTED);
        assertThat(standing(allow("Zimbra-1.4"), "Zimbra-1.4")).isEqualTo(Standing.ALLOWED);
    }

    @Test
    void aLicenceThatBringsItsOwnTextCountsWhereThePolicyNamesIt() {
        assertThat(standing(allow("MIT", "LicenseRef-acme"), "LicenseRef-acme")).isEqualTo(Standing.ALLOWED);
        assertThat(standing(deny("LicenseRef-acme"), "LicenseRef-acme")).isEqualTo(Standing.DENIED);
        assertThat(standing(deny("GPL-3.0-only"), "LicenseRef-acme")).isEqualTo(Standing.UNKNOWN);
        LicenseRules both = new LicenseRules(Optional.of(set("LicenseRef-acme")), Optional.of(set("GPL-3.0-only")));
        assertThat(standing(both, "LicenseRef-acme"))
                .as("its text can be that of a denied one")
                .isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void aNameOfTheAgplMeansTheAgplAndNoOtherNameDoes() {
        for (String name : List.of(
                "AGPLv3+",
                "GNU Affero General Public License v3 or later (AGPLv3+)",
                "AGPLv3",
                "AGPLv3 or later",
                "AGPL")) {
            assertThat(standing(deny("network-copyleft"), name)).as(name).isEqualTo(Standing.DENIED);
        }
        for (String name : List.of("GPLv3+", "GPL-3+ with Autoconf exception", "LGPLv3+")) {
            assertThat(standing(deny("network-copyleft"), name)).as(name).isEqualTo(Standing.ALLOWED);
        }
        assertThat(LicenseExpression.parse("AGPLv3+")).isEqualTo(LicenseExpression.parse("AGPL-3.0-or-later"));
        assertThat(LicenseExpression.parse("GPL-3+ with Autoconf exception"))
                .isEqualTo(LicenseExpression.parse("GPL-3.0-or-later WITH Autoconf-exception-generic-3.0"));
    }

    /** An exception makes a GPL a weak copyleft, but no LGPL. */
    @Test
    void aTextThatNamesAKindOfLicenceIsNoneOfAnotherKindWithAnException() {
        for (String text : List.of("LGPL", "MPL", "Mozilla Public License", "Artistic")) {
            for (String denied : List.of("GPL-3.0-only", "GPL-2.0-only WITH Classpath-exception-2.0")) {
                assertThat(standing(deny(denied), text)).as(text).isEqualTo(Standing.ALLOWED);
                assertThat(standing(allow(denied), text)).as(text).isEqualTo(Standing.UNLISTED);
            }
            assertThat(standing(deny("LGPL-2.1-only", "MPL-2.0"), text))
                    .as(text)
                    .isEqualTo(Standing.UNKNOWN);
            assertThat(standing(deny("GPL-3.0-only"), text + " with linking exception"))
                    .as(text)
                    .isEqualTo(Standing.UNKNOWN);
        }
        assertThat(standing(deny("GPL-3.0-only"), "GPL")).isEqualTo(Standing.UNKNOWN);
        assertThat(standing(deny("GPL-3.0-only"), "GPL with Classpath-exception-2.0"))
                .isEqualTo(Standing.UNKNOWN);
    }

    @Test
    void anExceptionIsAllowedWithItsLicenceAndDeniedWithIt() {
        assertThat(standing(allow("GPL-2.0-only"), "GPL-2.0-only WITH Classpath-exception-2.0"))
                .isEqualTo(Standing.ALLOWED);
        assertThat(standing(deny("GPL-2.0-only"), "GPL-2.0-only WITH Classpath-exception-2.0"))
                .isEqualTo(Standing.DENIED);
        assertThat(standing(allow("GPL-2.0-only WITH Classpath-exception-2.0"), "GPL-2.0-only"))
                .isEqualTo(Standing.UNLISTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GPL-3.0", "GPL-2.0+", "mit", "MIT OR ISC", "BSD", "copyleft", "MIT+", "Apache 2.0", ""})
    void aPolicyNamesLicencesAsTheListWritesThemAndNothingElse(String text) {
        assertThat(Entry.parse(text)).isEmpty();
    }

    @Test
    void theClassOfAGplDoesNotCoverIt_becauseWithAnExceptionItIsOfAnotherClass() {
        assertThat(set("GPL-2.0-only").within(set("strong-copyleft"))).isFalse();
        assertThat(set("GPL-2.0-only").within(set("GPL-2.0-only", "permissive")))
                .isTrue();
        assertThat(set("GPL-2.0-only WITH Classpath-exception-2.0").within(set("weak-copyleft")))
                .isTrue();
        assertThat(set("MIT", "ISC").within(set("permissive"))).isTrue();
    }

    /** The law of the merge: more that is denied, and less that is allowed, never makes anything better. */
    @Test
    void noFurtherLayerMakesAnyExpressionBetter() {
        Random random = new Random(20_261_127L);
        List<String> entries = List.of(
                "permissive",
                "weak-copyleft",
                "strong-copyleft",
                "MIT",
                "GPL-2.0-only",
                "Zimbra-1.4",
                "LicenseRef-a",
                "GPL-2.0-only WITH Classpath-exception-2.0",
                "LGPL-2.1-only",
                "restricted");
        List<String> licenses = List.of(
                "MIT",
                "BSD",
                "GPL",
                "GPL-2.0-only",
                "GPL-2.0-only WITH Classpath-exception-2.0",
                "Zimbra-1.4",
                "LicenseRef-a",
                "LicenseRef-b",
                "nonsense",
                "LGPL-2.1-only",
                "LGPL",
                "UNLICENSED",
                "JSON");
        int worse = 0;
        int rounds = Effort.rounds(4_000, 20_000);
        for (int round = 0; round < rounds; round++) {
            LicenseSet outerAllow = random(entries, random);
            LicenseSet innerAllow = random(entries, random);
            LicenseSet deny = random(entries, random);
            LicenseRules outer = new LicenseRules(
                    random.nextBoolean() ? Optional.of(outerAllow) : Optional.empty(), Optional.of(deny));
            LicenseRules inner = new LicenseRules(
                    outer.allow().isEmpty() || innerAllow.within(outerAllow) ? Optional.of(innerAllow) : outer.allow(),
                    Optional.of(deny.with(random(entries, random))));
            String text = Stream.generate(() -> licenses.get(random.nextInt(licenses.size())))
                    .limit(1 + random.nextInt(3))
                    .collect(Collectors.joining(random.nextBoolean() ? " OR " : " AND "));
            Standing before = standing(outer, text);
            Standing after = standing(inner, text);
            assertThat(after).as("%s under %s, then %s", text, outer, inner).isGreaterThanOrEqualTo(before);
            worse += after == before ? 0 : 1;
        }
        assertThat(worse).as("rounds that say something").isGreaterThan(rounds / 20);
    }

    private static LicenseSet random(List<String> entries, Random random) {
        return set(Stream.generate(() -> entries.get(random.nextInt(entries.size())))
                .limit(1 + random.nextInt(3))
                .toArray(String[]::new));
    }
}
