package io.jenkins.lib.containergate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {
    private static final Map<String, String> NAMES = Map.of(
            "public.example", "203.0.114.7",
            "inside.example", "10.20.0.5",
            "metadata.example", "169.254.169.254",
            "both.example", "203.0.114.7,10.20.0.5",
            "here.example", "127.0.0.1",
            "mapped.example", "::ffff:a9fe:a9fe");

    private static InetAddress[] resolve(String host) throws UnknownHostException {
        String literal = host.matches("[0-9.]+|\\[.*]") ? host : NAMES.getOrDefault(host, "");
        if (literal.isEmpty()) {
            throw new UnknownHostException(host);
        }
        String[] texts = literal.split(",");
        InetAddress[] addresses = new InetAddress[texts.length];
        for (int i = 0; i < texts.length; i++) {
            addresses[i] = InetAddress.getByName(texts[i]);
        }
        return addresses;
    }

    private final AddressGuard guard = new AddressGuard("10.20.0.99"::equals, AddressGuardTest::resolve);

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8, PUBLIC",
        "172.15.0.1, PUBLIC",
        "100.128.0.1, PUBLIC",
        "2a00:1450:4001::1, PUBLIC",
        "64:ff9b::808:808, PUBLIC",
        "2002:0808:0808::1, PUBLIC",
        "10.0.0.1, PRIVATE",
        "172.16.0.1, PRIVATE",
        "172.31.255.255, PRIVATE",
        "192.168.1.1, PRIVATE",
        "100.64.0.1, PRIVATE",
        "198.18.0.1, PRIVATE",
        "fd00:ec2::254, PRIVATE",
        "fec0::1, PRIVATE",
        "::ffff:10.0.0.1, PRIVATE",
        "64:ff9b::a00:1, PRIVATE",
        "2002:0a00:0001::1, PRIVATE",
        "127.0.0.1, LOOPBACK",
        "127.255.255.254, LOOPBACK",
        "::1, LOOPBACK",
        "::ffff:127.0.0.1, LOOPBACK",
        "::7f00:1, LOOPBACK",
        "169.254.169.254, CLOSED",
        "169.254.170.2, CLOSED",
        "fe80::1, CLOSED",
        "::ffff:169.254.169.254, CLOSED",
        "64:ff9b::a9fe:a9fe, CLOSED",
        "0.0.0.0, CLOSED",
        "::, CLOSED",
        "224.0.0.1, CLOSED",
        "255.255.255.255, CLOSED",
        "ff02::1, CLOSED",
        "2001:0:4136:e378::1, CLOSED"
    })
    void anAddressIsAsFarInsideAsItLeads(String address, Reach reach) throws Exception {
        assertThat(Reach.of(InetAddress.getByName(address))).isEqualTo(reach);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.20.0.5/ocsp",
                "http://inside.example/ocsp",
                "https://INSIDE.example:8443/",
                "http://both.example/",
                "http://here.example/",
                "http://127.0.0.1:8080/",
                "http://169.254.169.254/latest/meta-data/",
                "http://metadata.example/latest/meta-data/",
                "http://mapped.example/",
                "http://[::ffff:a9fe:a9fe]/",
                "http://[::1]/",
                "http://[fd00:ec2::254]/",
                "http://0.0.0.0/"
            })
    void addressesInsideANetworkThatNobodyHereNamedAreRefused(String address) {
        assertThatThrownBy(() -> guard.check(URI.create(address), "a certificate"))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("a certificate leads to")
                .hasMessageContaining("internalHosts");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://public.example/", "http://8.8.8.8/", "http://10.20.0.99/", "http://unknown.example/"})
    void publicAndNamedAddressesAreNot(String address) {
        assertThatCode(() -> guard.check(URI.create(address), "a certificate")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "https://public.example, https://8.8.8.8/, true",
        "https://public.example, https://PUBLIC.example:8443/, true",
        "https://public.example, https://inside.example/, false",
        "https://public.example, http://127.0.0.1/, false",
        "https://inside.example, https://10.30.0.7/, true",
        "https://inside.example, https://public.example/, true",
        "https://inside.example, http://127.0.0.1/, false",
        "https://inside.example, http://metadata.example/, false",
        "https://here.example, http://127.0.0.1:5001/, true",
        "https://here.example, http://10.20.0.5/, true",
        "https://here.example, http://169.254.169.254/, false",
        "https://unknown.example, http://10.20.0.5/, false",
        "https://public.example, http://10.20.0.99/, true"
    })
    void aServerLeadsNoFurtherInsideThanItIsItself(String from, String to, boolean allowed) {
        Origin origin = Origin.of(URI.create(from));
        if (allowed) {
            assertThatCode(() -> guard.check(origin, URI.create(to), "it")).doesNotThrowAnyException();
        } else {
            assertThatThrownBy(() -> guard.check(origin, URI.create(to), "it")).isInstanceOf(GateException.class);
        }
    }
}
