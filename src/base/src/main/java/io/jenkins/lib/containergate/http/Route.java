package io.jenkins.lib.containergate.http;

import io.jenkins.lib.containergate.fault.GateException;
import java.net.URI;

/** Where a server may lead: by a redirection, a token server, a place for an upload. */
@FunctionalInterface
public interface Route {
    /** @throws GateException when requests must not go there */
    void check(Origin from, URI to) throws GateException;
}
