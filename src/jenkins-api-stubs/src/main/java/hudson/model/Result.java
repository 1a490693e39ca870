package hudson.model;

import io.jenkins.lib.containergate.stubs.Constant;
import io.jenkins.lib.containergate.stubs.Signature;
import java.io.Serializable;

public final class Result implements Serializable {
    public static final Result UNSTABLE = Constant.of();
    public static final Result FAILURE = Constant.of();

    private Result() {}

    public boolean isWorseThan(Result that) {
        throw Signature.only();
    }
}
