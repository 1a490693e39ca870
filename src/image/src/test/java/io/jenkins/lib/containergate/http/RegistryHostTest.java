package io.jenkins.lib.containergate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryHostTest {
    @ParameterizedTest
    @CsvSource({
        "LOCALHOST:5611, localhost:5611",
        "localhost:05611, localhost:5611",
        "localhost:443, localhost",
        "Registry.Example:00443, registry.example",
        "registry.example:80, registry.example:80",
        "registry.example:080, registry.example:80",
        "XN--BCHER-KVA.example, xn--bcher-kva.example",
        "shop:443, shop:443",
        "SHOP, shop:443",
        "index.docker.io, docker.io",
        "Index.Docker.IO:443, docker.io",
        "registry-1.docker.io:0443, docker.io",
        "registry.hub.docker.com, docker.io",
        "docker.io:5000, docker.io:5000",
        "[::1]:05000, [::1]:5000",
        "[0:0:0:0:0:0:0:1], [::1]",
        "[2001:DB8:0:0:1:0:0:1]:443, [2001:db8::1:0:0:1]",
        "[2001:0db8::0001], [2001:db8::1]",
        "[::ffff:7f00:1]:5000, 127.0.0.1:5000",
        "[0:0:0:0:0:ffff:7F00:0001], 127.0.0.1",
        "[1::], [1::]",
        "[::], [::]",
        "[1:0:2:0:0:3:0:0], [1:0:2::3:0:0]",
        "127.0.0.1:80, 127.0.0.1:80"
    })
    void oneRegistryHasOneSpelling(String written, String canonical) {
        assertThat(RegistryHost.canonical(written)).contains(canonical);
        assertThat(RegistryHost.canonical(canonical)).contains(canonical);
        assertThat(RegistryHost.same(written, canonical)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.1",
                "127.0.0.01",
                "127.000.000.001",
                "2130706433:5000",
                "0x7f000001:5000",
                "0x7f.0.0.1",
                "127.0.0.0x1",
                "017700000001:80",
                "256.0.0.1",
                "1.2.3.4.5",
                "registry.example.",
                "registry.example:",
                "registry.example:0",
                "registry.example:65536",
                "registry.example:99999999999999999999",
                "[::1",
                "[1:2:3]",
                "[1::2::3]",
                "[1:2:3:4:5:6:7:8:9]",
                "[1:2:3:4::5:6:7:8]",
                "[12345::1]",
                "[::127.0.0.1]",
                "[fe80::1%25eth0]",
                "bücher.example"
            })
    void whatCouldBeReadInTwoWaysIsNoRegistry(String written) {
        assertThat(RegistryHost.canonical(written)).isEmpty();
        assertThatThrownBy(() -> ImageReference.parse(written + "/shop/app")).isInstanceOf(GateException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHOP/app:1", "Shop:0443/app:1", "shop:443/app:1"})
    void aHostThatOnlyItsCapitalsShowStaysAHost(String written) throws GateException {
        ImageReference parsed = ImageReference.parse(written);
        assertThat(parsed).hasToString("shop:443/app:1");
        assertThat(ImageReference.parse(parsed.toString()))
                .as("Docker Hub's shop/app is another image")
                .isEqualTo(parsed)
                .isNotEqualTo(ImageReference.parse("shop/app:1"));
    }
}
