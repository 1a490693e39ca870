package io.jenkins.lib.containergate.fault;

/** Hostile or merely huge input crossed one of the {@code Limits}. */
public final class LimitExceededException extends GateException {
    private static final long serialVersionUID = 1L;

    private final String limit;
    private final long bound;

    /**
     * @param input what was read, as the user knows it
     * @param limit name of the limit, such as {@code maxEntries}
     * @param bound the value of the limit, in the unit of its name
     */
    public LimitExceededException(String input, String limit, long bound) {
        super(
                input + " exceeds the limit " + limit + " = " + bound,
                "if the input is trustworthy, raise this limit; otherwise treat it as hostile");
        this.limit = limit;
        this.bound = bound;
    }

    public String limit() {
        return limit;
    }

    public long bound() {
        return bound;
    }
}
