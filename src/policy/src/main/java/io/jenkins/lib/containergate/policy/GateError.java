package io.jenkins.lib.containergate.policy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;

/** Why a gate could not decide, and the way out. Holds no secret value. */
public record GateError(String problem, String remedy) {
    /** UTF-16 units of each part. */
    private static final int MAX_TEXT = 10_000;

    /** What an exception says, which may list several problems, each on its line, as one line. */
    public static GateError of(GateException cause) {
        return new GateError(SafeText.oneLine(cause.problem(), MAX_TEXT), SafeText.oneLine(cause.remedy(), MAX_TEXT));
    }

    @Override
    public String toString() {
        return problem + "; " + remedy;
    }
}
