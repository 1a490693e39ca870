package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import java.net.URI;
import java.net.URISyntaxException;

/** An address of the organisation's configuration that Jenkins connects to. */
final class HttpAddress {
    private static final String REMEDY = "give an http or https address with a host and without user name";

    private HttpAddress() {}

    /** @throws GateException when it is not http or https, has no host, or holds a user name */
    static URI parse(String text) throws GateException {
        try {
            URI uri = new URI(text.strip());
            if (("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new GateException("the address is malformed", REMEDY, e);
        }
        throw new GateException("the address is not one that can be connected to", REMEDY);
    }
}
