package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import java.net.URI;
import java.net.URISyntaxException;

/** Where a redirection leads. */
final class Redirection {
    private static final String REMEDY = "have the registry's operator correct its redirections";

    private Redirection() {}

    static URI target(URI from, HttpAnswer answer) throws GateException {
        String host = answer.origin().authority();
        String location = answer.header("Location")
                .orElseThrow(() -> new GateException(
                        host + " answers " + answer.status() + " without saying where to go", REMEDY));
        try {
            URI target = from.resolve(new URI(location));
            Origin.of(target);
            return target;
        } catch (URISyntaxException | IllegalArgumentException e) {
            // not shown: such addresses hold signatures that give access
            throw new GateException(host + " redirects to something that is not an HTTP address", REMEDY, e);
        }
    }
}
