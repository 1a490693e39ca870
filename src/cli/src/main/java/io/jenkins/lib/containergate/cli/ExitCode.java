package io.jenkins.lib.containergate.cli;

import io.jenkins.lib.containergate.policy.Outcome;

/** Exit codes, fixed: scripts rely on them. */
public final class ExitCode {
    public static final int PASSED = 0;
    public static final int FAILED = 1;
    public static final int USAGE = 2;
    public static final int ERROR = 3;

    private ExitCode() {}

    public static int of(Outcome outcome) {
        return switch (outcome) {
            case PASS, WARN -> PASSED;
            case FAIL -> FAILED;
            case ERROR -> ERROR;
        };
    }
}
