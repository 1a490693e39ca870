package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpAddressTest {
    @Test
    void anAddressIsHttpWithAHost() throws GateException {
        assertThat(HttpAddress.parse(" https://osv.example.org/api ")).hasHost("osv.example.org");
        assertThat(HttpAddress.parse("http://127.0.0.1:8080")).hasPort(8080);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://host", "//host", "https://", "", "https://a b", "yes"})
    void anythingElseIsNotConnectedTo(String text) {
        assertThatThrownBy(() -> HttpAddress.parse(text)).isInstanceOf(GateException.class);
    }

    @Test
    void aPasswordInAnAddressIsRefusedAndNotRepeated() {
        assertThatThrownBy(() -> HttpAddress.parse("https://robot:hunter2@host"))
                .isInstanceOf(GateException.class)
                .hasMessageNotContaining("hunter2");
    }
}
