package io.jenkins.lib.containergate.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebLinkTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://nvd.nist.gov/vuln/detail/CVE-1",
                "http://example.org:8080/a?b=c&d#e",
                "HTTPS://example.org"
            })
    void aWebAddressIsALink(String address) {
        assertThat(WebLink.parse(address)).map(WebLink::address).contains(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "javascript:alert(1)",
                "JaVaScRiPt://example.org/%0aalert(1)",
                "data:text/html,<script>",
                "file:///etc/passwd",
                "ftp://example.org/",
                "//example.org/",
                "/relative",
                "https:///nohost",
                "https:opaque",
                "https://nvd.nist.gov@evil.example/",
                "https://example.org/\"onclick=x",
                "https://example.org/ space",
                "https://example.org/\u0000",
                "https://ex\u0430mple.org/",
                " https://example.org/"
            })
    void anythingElseIsNot(String address) {
        assertThat(WebLink.parse(address)).isEmpty();
    }

    @Test
    void anEndlessAddressIsNot() {
        assertThat(WebLink.parse("https://example.org/" + "a".repeat(3_000))).isEmpty();
    }

    @Test
    void noLinkIsMadeAroundTheCheck() {
        assertThatIllegalArgumentException().isThrownBy(() -> new WebLink("javascript:alert(1)"));
    }
}
