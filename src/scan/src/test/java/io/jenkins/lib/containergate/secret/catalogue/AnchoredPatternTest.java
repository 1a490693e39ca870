package io.jenkins.lib.containergate.secret.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A rule that is asked at its keywords finds what it finds when it is asked of the whole text. */
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

    private static List<String> found(String regex, List<String> keywords, String text) {
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
                        new SecretCatalogue(List.of(), List.of(rule)),
                        new ScanOptions(Redaction.with(new byte[16]), false))
                .found()
                .stream()
                .map(secret -> secret.line() + " " + secret.fingerprint().orElseThrow())
                .toList();
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
                "(?:my\\.)?acme['\"=; ]+[a-z0-9]{6}",
                "[0-9]{4}.{0,9}acme",
                "(?i)acme[\\s\\S]{1,20}kilo",
                "acme(?i)[a-z]{3}",
                "\\b([ab]x_[0-9]{4})\\b",
                "(?:^|[^a-z])ax_[0-9]{4}",
                "(?i)-----BEGIN[\\s\\S]{3,}?END",
                "ax_([0-9a-z]{2,})(?:[\\s;]|$)"
            })
    void theSameIsFoundAsInTheWholeText(String regex) {
        List<String> keywords = List.of("acme", "kilo", "ax_", "bx_", "-----begin");
        // an alternative that never matches begins with no keyword
        String whole = "(?:" + regex + ")|\\x00\\x01nothing";
        Random random = new Random(41);
        int found = 0;
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(40); i >= 0; i--) {
                text.append(PIECES[random.nextInt(PIECES.length)]);
            }
            List<String> everywhere = found(whole, keywords, text.toString());
            assertThat(found(regex, keywords, text.toString()))
                    .as(text.toString())
                    .containsAll(everywhere);
            found += everywhere.size();
        }
        assertThat(found).isPositive();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~\\b(ghp_[0-9a-zA-Z]{36})~ | ghp_",
                "~(?i)\\b(sk-ant-api03-[a-z]{93}AA)~ | sk-ant-api03",
                "~[sr]k_live_[0-9]{4}~ | k_live",
                "~(?:AKIA|ASIA)[A-Z2-7]{16}~ | akia",
                "~p8e-[a-z0-9]{32}~ | p8e-"
            })
    void aPatternThatBeginsWithItsKeywordIsAnchored(String regex, String keyword) {
        List<String> keywords = keyword.equals("akia") ? List.of("akia", "ASIA") : List.of(keyword);
        assertThat(AnchoredPattern.of(regex, keywords)).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "~[a-z0-9]{14}\\.atlasv1\\.[a-z]{60}~ | atlasv1",
                "~(?:ghp_|xyz)[0-9]{36}~ | ghp_",
                "~(?:ghp_)?[0-9]{36}~ | ghp_",
                "~(?:ghp_)*[0-9]{36}~ | ghp_",
                "~(?:ghp_){0,2}[0-9]{36}~ | ghp_",
                "~ghp_[0-9]{36}|[0-9]{12}~ | ghp_",
                "~\\x67hp_[0-9]{36}~ | ghp_",
                "~\\Bghp_[0-9]{36}~ | ghp_",
                "~g.p_[0-9]{36}~ | ghp_",
                "~foo\\x60|ghp_~ | foo",
                "~[^g]ghp_~ | ghp_",
                "~[a-z]~ | a",
                "~~ | a"
            })
    void oneThatMayBeginOtherwiseIsNot(String regex, String keyword) {
        assertThat(AnchoredPattern.of(regex == null ? "" : regex, List.of(keyword)))
                .isEmpty();
    }

    @Test
    void aKeywordInAnotherCaseIsTheSame() {
        assertThat(found("(?i)acme-[0-9]{4}", List.of("ACME"), "see Acme-4711")).hasSize(1);
    }

    @Test
    void whatStandsBeforeAMatchIsSeen() {
        assertThat(found("\\bax_[0-9]{4}", List.of("ax_"), "tax_1234 ax_5678")).hasSize(1);
        assertThat(found("\\bax_[0-9]{4}", List.of("ax_"), "ax_1234")).hasSize(1);
    }
}
