package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Assignment;
import java.util.List;

/** The word before credentials in a header: {@code Bearer}, {@code Basic}, {@code Token}. */
final class AuthenticationScheme {
    private static final List<String> SCHEMES = List.of("bearer ", "basic ", "token ", "apikey ");

    private AuthenticationScheme() {}

    static Assignment without(Assignment assignment) {
        for (String scheme : SCHEMES) {
            if (assignment.value().regionMatches(true, 0, scheme, 0, scheme.length())) {
                return new Assignment(
                        assignment.name(),
                        assignment.value().substring(scheme.length()),
                        assignment.start() + scheme.length(),
                        assignment.end(),
                        assignment.quoted(),
                        assignment.spaced());
            }
        }
        return assignment;
    }
}
