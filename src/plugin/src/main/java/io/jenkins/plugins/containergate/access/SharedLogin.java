package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.UnreachableException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.plugins.containergate.build.GateLog;

/**
 * What of a login travels to an agent: a token for one repository where the registry gives tokens. The password itself
 * only where it must: the registry takes nothing else, or only the agent reaches it. A registry or token server that
 * refuses the controller, or answers it with an error, is no reason to hand out the password.
 */
final class SharedLogin {
    private SharedLogin() {}

    /** @throws GateException when the registry or its token server answers, and gives nothing for the login */
    static RegistryLogin of(
            RegistryClient client, ImageReference image, RegistryLogin login, Deadline deadline, GateLog log)
            throws GateException, InterruptedException {
        if (!(login instanceof RegistryLogin.Password)) {
            return login;
        }
        try {
            return client.loginToShare(image, deadline);
        } catch (UnreachableException e) {
            log.line("the controller cannot get a token, so the agent logs in itself: " + e.problem());
            return login;
        }
    }
}
