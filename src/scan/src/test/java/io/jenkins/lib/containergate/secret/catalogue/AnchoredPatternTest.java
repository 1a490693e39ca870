package io.jenkins.lib.containergate.secret.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that is asked at the texts that its matches hold finds what it finds when it is asked of the whole text. */
class AnchoredPatternTest {
    private static final String NAME =
            "(?i)[\\w.-]{0,50}?(?:acme|kilo(?:watt)?)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)"
                    + "[\\x60'\"\\s=]{0,5}([a-z0-9]{6,9})(?:[\\x60'\"\\s;]|\\\\[nr]|$)";
    private static final String[] PIECES = {
        "acme",
        "ACME_",
        "kilo",
        "kilowatt",
        "my.acme",
        " ",
        "=",
        ": ",
        "'",
        "\"",
        "\n",
        "ab12cd",
        "abcdef123",
        "x",
        ";",
        "ax_",
        "AX_",
        "ax_1234",
        "bx_9999",
        "-----begin",
        "end",
        "\\n",
        ",",
        "_",
        "akme"
    };

    private static final int STEPS = 1_000;

    private static List<String> found(String regex, List<String> keywords, String text, int stepsOfCharacter) {
        return searched(regex, keywords, text, stepsOfCharacter).found().stream()
                .map(secret -> secret.line() + " " + secret.fingerprint().orElseThrow())
                .toList();
    }

    private static Searched searched(String regex, List<String> keywords, String text, int stepsOfCharacter) {
        CustomRule rule = new CustomRule(
                new RuleId("own"),
                "own",
                Severity.HIGH,
                Optional.of(Pattern.compile(regex)),
                0,
                0,
                Optional.empty(),
                keywords,
                List.of());
        return Searched.file(
                "conf/a.txt",
                text.getBytes(StandardCharsets.UTF_8),
                new SecretCatalogue(List.of(), List.of(rule), stepsOfCharacter),
                new ScanOptions(Redaction.with(new byte[16]), false));
    }

    private static Optional<AnchoredPattern> anchored(String regex) {
        return new PatternReader().read(regex).flatMap(pattern -> AnchoredPattern.of(pattern, STEPS));
    }

    /** Where all groups of all matches stand, as RE2 finds them in the whole text. */
    private static List<String> everywhere(String regex, String text) {
        List<String> all = new ArrayList<>();
        Matcher matcher = Pattern.compile(regex).matcher(text);
        while (matcher.find()) {
            List<Integer> groups = new ArrayList<>();
            for (int group = 0; group <= matcher.groupCount(); group++) {
                groups.add(matcher.start(group));
                groups.add(matcher.end(group));
            }
            all.add(groups.toString());
        }
        return all;
    }

    /** The same at the texts that each match holds. */
    private static List<String> atTexts(AnchoredPattern pattern, String text) throws Exception {
        String lower = text.toLowerCase(Locale.ROOT);
        AnchoredPattern.Search search = pattern.search(text);
        List<String> all = new ArrayList<>();
        for (int position = 0; position < text.length(); position++) {
            int here = position;
            if (pattern.texts().stream().noneMatch(needed -> lower.startsWith(needed, here))) {
                continue;
            }
            for (Optional<AnchoredPattern.Match> match = search.next(position);
                    match.isPresent();
                    match = search.next(position)) {
                List<Integer> groups = new ArrayList<>();
                for (int group = 0; group < match.get().starts().size(); group++) {
                    groups.add(match.get().starts().get(group));
                    groups.add(match.get().ends().get(group));
                }
                all.add(groups.toString());
            }
        }
        return all;
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                NAME,
                "(?i)[\\w.-]{0,50}?(?:acme|kilo)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)"
                        + "[\\x60'\"\\s=]{0,5}([\\w.=-]{3,20}|[a-f][a-z0-9+/]{4,}={0,3})(?:[\\x60'\"\\s;]|\\\\[nr]|$)",
                "(?i)[\\w.-]{0,50}?(?:acme)(?:[ \\t\\w.-]{0,20})[\\s'\"]{0,3}(?:=|>|:{1,3}=|\\|\\||:|=>|\\?=|,)"
                        + "[\\x60'\"\\s=]{0,5}([a-z0-9]{6})?",
                "\\b(ax_[0-9a-z]{4,}|bx_[0-9]+)",
                "ax_(?:[0-9]{4})?",
                "(?m)^[a-z_]{0,9}ax_[0-9]{1,4}$",
                "\\B[x_]{0,3}(ax|bx|x)_(\\d+)?",
                "(?s)acme.{2,9}?(kilo|ax_)(?-s:.)",
                "(?i)(?:(my)|(x))?acme([^a-z])",
                "ax_[0-9x]{0,9}ax_[0-9]+",
                "(?:my\\.)?acme['\"=; ]+[a-z0-9]{6}",
                "[0-9]{2,4}.{0,9}acme",
                "(?i)acme[\\s\\S]{1,20}kilo",
                "acme(?i)[a-z]{3}",
                "\\b([ab]x_[0-9]{4})\\b",
                "(?:^|[^a-z])ax_[0-9]{4}",
                "(?i)-----BEGIN[\\s\\S]{3,}?END",
                "ax_([0-9a-z]{2,})(?:[\\s;]|$)",
                "(?i)[ax_]{0,5}?(acme|kilo)[ '\"]{0,3}(=|:)",
                "[a-z]{0,9}(?:acme|kilo)[a-z_]{0,4}x?[:;=]",
                "[axy_ ]{0,3}\\b(?:ax_|bx_)[0-9]{0,4}[,;]"
            })
    void theSameIsFoundAsInTheWholeText(String regex) throws Exception {
        AnchoredPattern pattern = anchored(regex).orElseThrow();
        Random random = new Random(41);
        int found = 0;
        for (int round = 0; round < 400; round++) {
            String text = text(random);
            List<String> everywhere = everywhere(regex, text);
            assertThat(atTexts(pattern, text)).as(text).isEqualTo(everywhere);
            found += everywhere.size();
        }
        assertThat(found).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {NAME, "(?i)acme[\\s\\S]{1,20}kilo", "ax_.*.*.*;"})
    void theSameIsFoundWhenATextAsksForTooManySteps(String regex) {
        Random random = new Random(43);
        for (int round = 0; round < 100; round++) {
            String text = text(random);
            List<String> patient = found(regex, List.of(), text, STEPS);
            assertThat(found(regex, List.of(), text, 0)).as(text).isEqualTo(patient);
            assertThat(found(regex, List.of(), text, 1)).as(text).isEqualTo(patient);
        }
    }

    @Test
    void namesWithoutASignBehindThemAreHardlyLookedAt() throws Exception {
        AnchoredPattern pattern = new PatternReader()
                .read(NAME)
                .flatMap(parts -> AnchoredPattern.of(parts, 1))
                .orElseThrow();
        assertThat(atTexts(pattern, "(acme) ".repeat(1_000) + "acme=ab12cd;")).hasSize(1);
    }

    @Test
    void aTextThatMakesBacktrackingEndlessIsSearchedInLinearTime() {
        String text = "ax_".repeat(40_000) + "ax_1;";
        assertThat(found("ax_.*x.*x.*x.*x.*x.*#|ax_1;", List.of(), text, 16)).hasSize(1);
    }

    @Test
    void aKeywordMayStandFarFromTheMatch() {
        String regex = "acme['\"=; ]+[a-z0-9]{6}";
        assertThat(found(regex, List.of("kilo"), "kilo " + "\n".repeat(20_000) + "acme=ab12cd", STEPS))
                .hasSize(1);
        assertThat(found(regex, List.of("kilo"), "acme=ab12cd", STEPS)).isEmpty();
    }

    @Test
    void aMatchMayBeLong() {
        assertThat(found("acme[\\s\\S]*kilo", List.of(), "acme" + "\n".repeat(100_000) + "kilo", STEPS))
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~\\b(ghp_[0-9a-zA-Z]{36})~ | ghp_",
                "~(?i)\\b(sk-ant-api03-[a-z]{93}AA)~ | sk-ant-api03-",
                "~[sr]k_live_[0-9]{4}~ | sk_live_ rk_live_",
                "~(?:AKIA|ASIA)[A-Z2-7]{16}~ | akia asia",
                "~p8e-[a-z0-9]{32}~ | p8e-",
                "~[a-z0-9]{14}\\.atlasv1\\.[a-z]{60}~ | .atlasv1.",
                "~(?:ghp_|xyz)[0-9]{36}~ | ghp_ xyz",
                "~(?:ghp_){2}[0-9]{36}~ | ghp_ghp_",
                "~(?:ghp_){1,2}[0-9]{36}~ | ghp_",
                "~\\x67hp_[0-9]{36}~ | ghp_",
                "~\\Bghp_[0-9]{36}~ | ghp_",
                "~g.p_[0-9]{36}~ | p_",
                "~[^g]ghp_~ | ghp_",
                "~[\\w.-]{0,50}?(?i:[\\w.-]{0,50}?(?:(?-i:Okta|OKTA))[ ]{0,3})=x~ | okta",
                "~(?:^|[a-z])([a-z]{3}\\wQ![a-z]{31})~ | q!"
            })
    void eachMatchHoldsOneOfTheseTexts(String regex, String texts) {
        assertThat(anchored(regex).orElseThrow().texts()).containsExactlyInAnyOrder(texts.split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?:ghp_)?[0-9]{36}",
                "(?:ghp_)*[0-9]{36}",
                "(?:ghp_){0,2}[0-9]{36}",
                "ghp_[0-9]{36}|[0-9]{12}",
                "[a-z]*ghp_",
                "[a-z]",
                "",
                "ghp_(a*)*",
                "ghp_(abc){0,2}abc",
                "ghp_(?:ab|c)+",
                "ghp_\\pL",
                "ghp_\\Q.\\E",
                "(?U)ghp_a+",
                "ghp_\u0130"
            })
    void aPatternThatMayMatchWithoutATextOrIsNotUnderstoodIsAskedOfTheWholeText(String regex) {
        assertThat(anchored(regex)).isEmpty();
    }

    @Test
    void theTextOfAMatchMayStandInItTwice() {
        assertThat(found("acme[0-9]{5,9}acme[A-Z]+", List.of(), "acme12345acmeABC", STEPS))
                .hasSize(1);
    }

    @Test
    void aCountWithALeadingZeroIsText() {
        assertThat(found("acme-[a-z]{04}", List.of(), "acme-x{04}", STEPS)).hasSize(1);
        assertThat(found("acme-[a-z]{04}", List.of(), "acme-abcd", STEPS)).isEmpty();
    }

    @Test
    void aGroupHoldsTheSameOfItsRepetitions() {
        assertThat(found("acme(abc){0,2}abc", List.of(), "acmeabcabc", STEPS)).hasSize(1);
    }

    @Test
    void aLongMatchMayBeginInOneBufferAndEndInTheNext() {
        String before = "x\n".repeat(138_000);
        String match = "acme" + "\n".repeat(20_000) + "kilo\n";
        assertThat(found("acme\\s{5,}kilo", List.of(), before + match + before, STEPS))
                .hasSize(1);
    }

    @Test
    void aTextOfMoreTextsThanAreLookedAtIsNotSaidToBeWithoutSecrets() {
        String flood = "-".repeat(100_000) + "\n--abcd";
        Searched searched = searched("(?:--|---|----)[a-z]{4}", List.of(), flood, STEPS);
        assertThat(searched.found().size() + searched.unsearched().size()).isPositive();
    }

    @Test
    void aKeywordInAnotherCaseIsTheSame() {
        assertThat(found("(?i)acme-[0-9]{4}", List.of("ACME"), "see Acme-4711", STEPS))
                .hasSize(1);
    }

    @Test
    void whatStandsBeforeAMatchIsSeen() {
        assertThat(found("\\bax_[0-9]{4}", List.of("ax_"), "tax_1234 ax_5678", STEPS))
                .hasSize(1);
        assertThat(found("\\bax_[0-9]{4}", List.of("ax_"), "ax_1234", STEPS)).hasSize(1);
    }
}
