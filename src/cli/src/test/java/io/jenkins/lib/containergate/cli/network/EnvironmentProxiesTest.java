package io.jenkins.lib.containergate.cli.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
    private static Proxy select(Map<String, String> environment, String target) throws GateException {
        return EnvironmentProxies.of(environment).select(URI.create(target)).get(0);
    }

    @ParameterizedTest
    @CsvSource({"HTTPS_PROXY", "https_proxy"})
    void theProxyOfTheEnvironmentIsUsed(String variable) throws Exception {
        Proxy proxy = select(Map.of(variable, "http://proxy.example:3128"), "https://reg.example/v2/");
        assertThat(proxy.address()).isEqualTo(InetSocketAddress.createUnresolved("proxy.example", 3128));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "example.org", ".example.org", "*.example.org", "a, reg.example.org", "reg.example.org:5000"
            })
    void whatIsExceptedIsReachedDirectly(String exceptions) throws Exception {
        Map<String, String> environment = Map.of("https_proxy", "proxy:1", "no_proxy", exceptions);
        assertThat(select(environment, "https://reg.example.org:5000/")).isEqualTo(Proxy.NO_PROXY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ample.org", "org.example", "reg.example.org:5001"})
    void nothingElseIs(String exceptions) throws Exception {
        Map<String, String> environment = Map.of("https_proxy", "proxy:1", "no_proxy", exceptions);
        assertThat(select(environment, "https://reg.example.org:5000/")).isNotEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void theMachineItselfNeedsNoProxy() throws Exception {
        assertThat(select(Map.of("http_proxy", "proxy:1"), "http://127.0.0.1:5000/"))
                .isEqualTo(Proxy.NO_PROXY);
    }

    @Test
    void anAddressThatIsNoneIsRefusedUnseen() {
        for (String value : new String[] {"socks5://user:s3cret@p:1", "http://user:s3cret@p q"}) {
            assertThatThrownBy(() -> select(Map.of("HTTPS_PROXY", value), "https://reg.example/"))
                    .hasMessageContaining("HTTPS_PROXY")
                    .hasMessageNotContaining("s3cret");
        }
    }
}
