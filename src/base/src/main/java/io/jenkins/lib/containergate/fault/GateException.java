package io.jenkins.lib.containergate.fault;

/**
 * A gate could not decide. Always ends as {@code ERROR}, never as a pass.
 *
 * <p>The message reads "PROBLEM; REMEDY": the problem names the input and what is wrong with it, the remedy says what
 * the reader can do. Neither may hold a secret value.
 */
public class GateException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    public GateException(String problem, String remedy) {
        this(problem, remedy, null);
    }

    public GateException(String problem, String remedy, @org.jspecify.annotations.Nullable Throwable cause) {
        super(problem + "; " + remedy, cause);
        this.problem = problem;
        this.remedy = remedy;
    }

    public String problem() {
        return problem;
    }

    public String remedy() {
        return remedy;
    }
}
