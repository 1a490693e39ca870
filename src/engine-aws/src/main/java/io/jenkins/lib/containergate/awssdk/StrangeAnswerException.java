package io.jenkins.lib.containergate.awssdk;

/** Passes through the SDK, which makes the call again after other exceptions. */
final class StrangeAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final AwsAction action;
    private final String answered;
    private final String where;

    /** @param answered in place of the answer */
    StrangeAnswerException(AwsAction action, String answered, String where) {
        super(action.permission() + " answered with " + answered + where);
        this.action = action;
        this.answered = answered;
        this.where = where;
    }

    AwsAction action() {
        return action;
    }

    String answered() {
        return answered;
    }

    String where() {
        return where;
    }
}
