package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;

/** What an answer that is no success means. The server's own words are not repeated: nobody knows what is in them. */
final class AnswerFaults {
    private AnswerFaults() {}

    /** @param what was asked for: {@code the manifest of repo/app:1.4} */
    static GateException unexpected(String registry, String what, HttpAnswer answer) {
        String who =
                answer.strayed() ? answer.origin().authority() + ", to which " + registry + " redirects," : registry;
        if (answer.status() == 403) {
            return new GateException(
                    who + " denies access to " + what + " (403)",
                    "check what the credentials for this registry may do");
        }
        return new GateException(
                who + " answers " + answer.status() + " when asked for " + what,
                answer.status() == 404
                        ? "push the image again, completely"
                        : "check that it is a registry; if it is, ask its operator");
    }
}
