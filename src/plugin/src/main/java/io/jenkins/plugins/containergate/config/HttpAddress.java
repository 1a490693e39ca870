package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/** An address of the organisation's configuration that Jenkins connects to. */
final class HttpAddress {
    private static final String REMEDY = "give an http or https address with a host and without user name";

    private HttpAddress() {}

    /** Names the address, unless it may hold a password. */
    private static GateException refused(String text, @Nullable Exception cause) {
        String shown = text.contains("@") ? "the address" : SafeText.quoted(text);
        return new GateException(shown + " is not an http or https address", REMEDY, cause);
    }

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
            throw refused(text, e);
        }
        throw refused(text, null);
    }
}
