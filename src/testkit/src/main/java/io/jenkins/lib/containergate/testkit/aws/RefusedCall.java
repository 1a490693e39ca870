package io.jenkins.lib.containergate.testkit.aws;

import java.io.IOException;

/** A call that AWS refuses. */
final class RefusedCall extends IOException {
    private static final long serialVersionUID = 1L;

    /** @param code of the error, such as {@code ClientException} */
    RefusedCall(String code) {
        super(code);
    }
}
