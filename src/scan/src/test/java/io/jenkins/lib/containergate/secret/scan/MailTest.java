package io.jenkins.lib.containergate.secret.scan;

import static io.jenkins.lib.containergate.secret.scan.Packed.bytes;
import static io.jenkins.lib.containergate.secret.scan.Packed.gzip;
import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.secret.Searched;
import io.jenkins.lib.containergate.testkit.secret.SecretTemplate;
import java.io.IOException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What mails hold: quoted-printable text and uuencoded data, which other texts have, too. */
class MailTest {
    private static final String RULE = "github-personal-access-token";
    private static final String PASSWORD = "q7Vd2kXw9RzTb4LmGh";
    private static final String HEAD = "MIME-Version: 1.0\nContent-Transfer-Encoding: quoted-printable\n\n";

    private final String token = new SecretTemplate(47).fill("{github:ghp_}");

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void aValueOverTwoLinesOfAMailIsFoundInItsLine(String end) {
        String split = token.substring(0, 20) + "=" + end + token.substring(20);
        String mail = HEAD.replace("\n", end) + "Hello,=" + end + " you=20there" + end + "the token is " + split + end;

        assertThat(Searched.file("var/mail/root.eml", mail).found())
                .singleElement()
                .satisfies(found -> {
                    assertThat(found.rule().value()).isEqualTo(RULE);
                    assertThat(found.line()).isEqualTo(6);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Return-Path: <a@acme.net>\n", "From a@acme.net Sat Nov 28 2026\n", "BEGIN:VCARD\n"})
    void anEncodedEqualsSignGivesAValue(String head) {
        assertThat(Searched.file("var/mail/root", head + "\nDB_PASSWORD=3D" + PASSWORD + "\n")
                        .rules())
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"FROM alpine:3\n", "from flask import Flask\n"})
    void aDockerfileOrAProgramIsNoMail(String head) {
        assertThat(Searched.file(
                                "app/build",
                                head + "\nDB_PASSWORD=3D" + PASSWORD + "\n" + token.substring(0, 9) + "=\n"
                                        + token.substring(9))
                        .rules())
                .doesNotContain(RULE);
    }

    @Test
    void whatIsPlainInAMailIsFoundOnce() {
        assertThat(Searched.file("var/mail/root", HEAD + "the token is " + token + "\n")
                        .found())
                .hasSize(1);
    }

    @Test
    void aMailOfBreaksAloneIsReadToItsEnd() {
        String breaks = "=\n".repeat(300_000);

        assertThat(Searched.file("var/mail/root", HEAD + breaks + token.substring(0, 9) + "=\n" + token.substring(9))
                        .rules())
                .containsExactly(RULE);
    }

    @Test
    void othersTextsAreNotDecoded() {
        String split = token.substring(0, 20) + "=\n" + token.substring(20);

        assertThat(Searched.file("srv/a.txt", "notes\n" + split).found()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"begin 644 a.env\n", "begin 0600 a.env\n", "text\nbegin 755 a.env\n"})
    void uuencodedTextIsSearched(String begin) {
        Searched searched = Searched.file("srv/a.txt", begin + uuencoded(bytes("TOKEN=" + token + "\n")) + "`\nend\n");

        assertThat(searched.rules()).containsExactly(RULE);
        assertThat(searched.unsearched()).isEmpty();
    }

    @Test
    void anArchiveInUuencodedDataIsOpened() throws IOException {
        byte[] noise = new byte[400_000];
        new Random(3).nextBytes(noise);
        byte[] content = Arrays.copyOf(noise, noise.length + 100);
        System.arraycopy(bytes("\n" + token + "\n"), 0, content, noise.length, token.length() + 2);
        String encoded = "begin 644 a.gz\n" + uuencoded(gzip(content)) + "`\nend\n";

        assertThat(Searched.file("srv/a.txt", "first\n" + encoded).rules()).containsExactly(RULE);
        assertThat(Searched.file("srv/a.txt", encoded.replace("\n", "\r\n")).rules())
                .containsExactly(RULE);
        assertThat(Searched.file(
                                "srv/a.txt",
                                "x: " + Base64.getEncoder().encodeToString(bytes("say so:\n" + shortened())))
                        .rules())
                .as("in base 64")
                .containsExactly(RULE);
    }

    private String shortened() throws IOException {
        return "begin 644 a.gz\n" + uuencoded(gzip(bytes(token))) + "`\nend\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "begin 644 a\n",
                "begin 644 a\nno data, but prose that follows it\n",
                "begin 6 times\n",
                "begin 644 a\nM",
                "begin 644 a\nM\n`\nend\n"
            })
    void textsThatBeginNearlySoAreTexts(String text) {
        Searched searched = Searched.file("srv/a.txt", text + "\n" + token + "\n");

        assertThat(searched.rules()).containsExactly(RULE);
        assertThat(searched.unsearched()).isEmpty();
    }

    private static String uuencoded(byte[] bytes) {
        StringBuilder text = new StringBuilder();
        for (int from = 0; from < bytes.length; from += 45) {
            int count = Math.min(45, bytes.length - from);
            text.append(digit(count));
            for (int at = from; at < from + count; at += 3) {
                int bits = 0;
                for (int i = 0; i < 3; i++) {
                    bits = bits << 8 | (at + i < bytes.length ? bytes[at + i] & 0xff : 0);
                }
                for (int shift = 18; shift >= 0; shift -= 6) {
                    text.append(digit(bits >> shift & 0x3f));
                }
            }
            text.append('\n');
        }
        return text.toString();
    }

    private static char digit(int value) {
        return (char) (value == 0 ? '`' : value + ' ');
    }
}
