package io.jenkins.lib.containergate.awssdk;

import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.fault.GateException;
import org.jspecify.annotations.Nullable;

/** A question of several that together make an answer was not answered. */
final class UnansweredException extends Exception {
    private static final long serialVersionUID = 1L;

    private final @Nullable String permission;
    private final String problem;
    private final String remedy;
    private final String code;

    private UnansweredException(
            @Nullable String permission, String problem, String remedy, String code, @Nullable Throwable cause) {
        super(problem, cause);
        this.code = code;
        this.permission = permission;
        this.problem = problem;
        this.remedy = remedy;
    }

    static UnansweredException denied(String permission, @Nullable Throwable cause) {
        return new UnansweredException(
                permission,
                "the AWS credentials lack the permission " + permission,
                "grant it; docs/aws.md has the whole policy",
                "",
                cause);
    }

    static UnansweredException failed(String problem, String remedy) {
        return failed(problem, remedy, null);
    }

    static UnansweredException failed(String problem, String remedy, @Nullable Throwable cause) {
        return new UnansweredException(null, problem, remedy, "", cause);
    }

    /** @param what is missing in the answer */
    static UnansweredException incomplete(String service, String what) {
        return failed(service + " answered without " + what, "ask again; it may be changing at this moment");
    }

    /** The same with AWS's code for it. */
    UnansweredException coded(String given) {
        return new UnansweredException(permission, problem, remedy, given, getCause());
    }

    /** Whether AWS answered with this code. */
    boolean says(String expected) {
        return code.equals(expected);
    }

    <T> Lookup<T> lookup() {
        return permission == null ? new Lookup.Failed<>(problem, remedy) : new Lookup.Denied<>(permission);
    }

    GateException asError() {
        // without the cause: it holds the words of AWS
        return new GateException(problem, remedy);
    }
}
