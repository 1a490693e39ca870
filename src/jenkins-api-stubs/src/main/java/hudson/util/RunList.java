package hudson.util;

import hudson.model.Run;
import io.jenkins.lib.containergate.stubs.Signature;
import java.util.AbstractList;

public class RunList<R extends Run> extends AbstractList<R> {
    public RunList<R> limit(int n) {
        throw Signature.only();
    }

    @Override
    public R get(int index) {
        throw Signature.only();
    }

    @Override
    public int size() {
        throw Signature.only();
    }
}
