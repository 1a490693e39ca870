package io.jenkins.plugins.containergate.access;

import hudson.ProxyConfiguration;
import java.io.IOException;
import java.io.Serializable;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The proxy of Jenkins, for an agent. Its password does not travel: agents show none to a proxy.
 *
 * @param direct regular expressions of hosts that are reached without it
 */
public record AgentProxy(String host, int port, List<String> direct) implements Serializable {
    public AgentProxy {
        direct = new ArrayList<>(direct);
    }

    public static AgentProxy of(ProxyConfiguration configuration) {
        return new AgentProxy(
                configuration.name,
                configuration.port,
                configuration.getNoProxyHostPatterns().stream()
                        .map(Pattern::pattern)
                        .toList());
    }

    @Override
    public List<String> direct() {
        return List.copyOf(direct);
    }

    public ProxySelector selector() {
        List<Pattern> patterns = direct.stream().map(Pattern::compile).toList();
        Proxy proxy = new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(host, port));
        return new ProxySelector() {
            @Override
            public List<Proxy> select(URI target) {
                boolean without = patterns.stream()
                        .anyMatch(pattern -> pattern.matcher(target.getHost()).matches());
                return List.of(without ? Proxy.NO_PROXY : proxy);
            }

            @Override
            public void connectFailed(URI target, SocketAddress address, IOException fault) {
                // the fault reaches the caller anyway
            }
        };
    }
}
