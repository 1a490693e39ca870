package io.jenkins.lib.containergate.secret.scan;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.finding.Severity;
import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.secret.catalogue.CustomRule;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Of a program only the text in it is searched. */
class SecretsInProgramsTest {
    private static final int EDGE = 288 << 10;

    /** Data of programs hold long runs of letters, and a beginning of three capitals without a sign is no proof. */
    @Test
    void aBeginningWithoutASignOrAChecksumIsNoTokenWithinARun() {
        String run = "\0\1" + new SecretTemplate(7).fill("kEAA{alnum:180}") + "\0";
        assertThat(Searched.file("usr/lib/libunistring.so", run).rules()).isEmpty();
    }

    @Test
    void everyExampleThatIsLookedForThereIsFoundBetweenMachineCode() {
        Random random = new Random(3);
        List<String> missed = new ArrayList<>();
        int asked = 0;
        for (SecretRule rule : Searched.STANDARD.rules()) {
            for (String example : rule.examples()) {
                String secret = new SecretTemplate(7).fill(example);
                boolean asText =
                        rules("usr/share/a", " " + secret).contains(rule.id().value());
                if (rule.prose() && !rule.generic() && asText) {
                    asked++;
                    byte[] program = program(random, 3_000, 1_000 + random.nextInt(900), secret);
                    if (!Searched.file("usr/bin/tool", program)
                            .rules()
                            .contains(rule.id().value())) {
                        missed.add(rule.id() + ": " + example);
                    }
                }
            }
        }
        assertThat(missed).isEmpty();
        assertThat(asked).isGreaterThan(200);
    }

    @Test
    void atTheEdgeOfABufferEachIsFoundOnce() {
        String secret = new SecretTemplate(3).fill("{github:ghp_}");
        for (int at = EDGE - 40 - (32 << 10);
                at < EDGE + 40;
                at += at > EDGE - 60 || at < EDGE - (32 << 10) ? 1 : 4_000) {
            byte[] program = program(new Random(at), 700 << 10, at, secret);
            assertThat(Searched.file("usr/bin/tool", program).rules())
                    .as("at " + at)
                    .hasSize(1);
        }
    }

    @Test
    void everyExampleThatIsLookedForThereIsFoundInUtf16() {
        Random random = new Random(4);
        List<String> missed = new ArrayList<>();
        for (SecretRule rule : Searched.STANDARD.rules()) {
            for (String example : rule.examples()) {
                String secret = new SecretTemplate(7).fill(example);
                byte[] narrow = program(random, 3_000, 1_000 + random.nextInt(900), secret);
                if (Searched.file("usr/bin/tool", narrow)
                        .rules()
                        .contains(rule.id().value())) {
                    for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
                        byte[] program = program(random, 9_000, 1_000 + random.nextInt(900), secret.getBytes(charset));
                        if (!Searched.file("app/tool.dll", program)
                                .rules()
                                .contains(rule.id().value())) {
                            missed.add(charset + " " + rule.id() + ": " + example);
                        }
                    }
                }
            }
        }
        assertThat(missed).isEmpty();
    }

    @Test
    void utf16AtTheEdgeOfABufferIsFoundOnce() {
        byte[] secret = new SecretTemplate(3).fill("{github:ghp_}").getBytes(StandardCharsets.UTF_16LE);
        for (int at = EDGE - 90 - (32 << 10);
                at < EDGE + 40;
                at += at > EDGE - 100 || at < EDGE - (32 << 10) ? 1 : 4_000) {
            byte[] program = program(new Random(at), 700 << 10, at, secret);
            assertThat(Searched.file("app/tool.dll", program).rules())
                    .as("at " + at)
                    .hasSize(1);
        }
    }

    @Test
    void utf16BehindTheReadablePartOfATextIsFoundAtItsLine() {
        String token = new SecretTemplate(3).fill("{github:ghp_}");
        byte[] text = "one\ntwo\n".repeat(1_000).getBytes(StandardCharsets.UTF_8);
        byte[] wide = ("key " + token).getBytes(StandardCharsets.UTF_16LE);
        byte[] whole = Arrays.copyOf(text, text.length + wide.length);
        System.arraycopy(wide, 0, whole, text.length, wide.length);

        assertThat(Searched.file("install.log", whole).found().stream().map(FoundSecret::line))
                .containsExactly(2_001);
    }

    @Test
    void utf16OfAnyLanguageAroundASecretHidesItNot() {
        String token = new SecretTemplate(3).fill("{github:ghp_}");
        String text = "\u043a\u043b\u044e\u0447: \u4f60\u597d " + token + " \u20ac\r\n".repeat(500);
        for (Charset charset : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            for (String mark : List.of("", "\ufeff")) {
                assertThat(Searched.file("notes.txt", (mark + text).getBytes(charset))
                                .rules())
                        .as(charset + " " + mark.length())
                        .hasSize(1);
            }
        }
    }

    @Test
    void theLineIsCountedFromTheBeginningOfTheFile() {
        String secret = new SecretTemplate(3).fill("{github:ghp_}");
        String other = new SecretTemplate(4).fill("{github:ghp_}");
        String text = "\0" + "\n\0".repeat(400_000) + secret + "\n\n" + other + "\0" + "\n".repeat(99) + secret;

        assertThat(Searched.file("usr/bin/tool", text).found().stream().map(FoundSecret::line))
                .containsExactly(400_001, 400_003);
    }

    @Test
    void moreSecretsThanAreListedAreNotForgotten() {
        SecretTemplate template = new SecretTemplate(9);
        StringBuilder text = new StringBuilder("\0");
        for (int i = 0; i < 200; i++) {
            text.append(template.fill("{github:ghp_}")).append('\0');
        }
        Searched searched = Searched.file("usr/bin/tool", text.toString());

        assertThat(searched.found()).hasSize(100);
        assertThat(searched.unsearched()).hasSize(1);
    }

    @Test
    void anOrganisationsOwnKeywordIsFoundInTheShortestText() {
        CustomRule own = new CustomRule(
                new RuleId("acme-pin"),
                "ACME pin",
                Severity.HIGH,
                Optional.of(Pattern.compile("pin:[0-9]{4}")),
                0,
                0,
                Optional.empty(),
                List.of("pin:"),
                List.of());
        byte[] program = program(new Random(1), 3_000, 1_500, "pin:4711");

        assertThat(Searched.file(
                                "usr/bin/tool",
                                program,
                                Searched.STANDARD.with(List.of(own)),
                                new ScanOptions(Redaction.withoutKey(), false))
                        .rules())
                .containsExactly("acme-pin");
    }

    private static List<String> rules(String path, String content) {
        return Searched.file(path, content).rules();
    }

    /** Something like machine code, with a text between zeros. */
    private static byte[] program(Random random, int length, int at, String text) {
        return program(random, length, at, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] program(Random random, int length, int at, byte[] written) {
        byte[] code = new byte[length];
        for (int i = 0; i < length; i++) {
            code[i] = (byte) (random.nextInt(6) == 0 ? 0 : random.nextInt(256));
        }
        byte[] whole = Arrays.copyOf(code, Math.max(length, at + written.length + 2));
        whole[at - 2] = 0;
        whole[at - 1] = 0;
        System.arraycopy(written, 0, whole, at, written.length);
        whole[at + written.length] = 0;
        whole[at + written.length + 1] = 0;
        return whole;
    }
}
