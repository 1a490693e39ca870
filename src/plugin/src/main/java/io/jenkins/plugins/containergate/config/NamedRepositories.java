package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.feed.Feed;
import io.jenkins.lib.containergate.feed.Feeds;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** VEX repositories as administrators name them: {@code NAME=ADDRESS}. */
final class NamedRepositories {
    private NamedRepositories() {}

    /** @throws GateException when one has no name, the name of another, or an address that is not reached by TLS */
    static List<Feed> feeds(Feeds feeds, List<String> lines) throws GateException {
        Map<String, Feed> named = new TreeMap<>();
        for (String line : lines) {
            String[] parts = line.split("=", 2);
            String name = parts[0].strip();
            URI address = parts.length == 2 ? HttpAddress.parse(parts[1]) : URI.create("");
            Feed feed = feeds.vexRepository(name, address);
            if (named.put(feed.path(), feed) != null) {
                throw new GateException(
                        "two VEX repositories have the name " + name, "give each repository a different name");
            }
        }
        return List.copyOf(named.values());
    }
}
