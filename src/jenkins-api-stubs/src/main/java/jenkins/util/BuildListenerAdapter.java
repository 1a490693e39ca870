package jenkins.util;

import hudson.model.BuildListener;
import hudson.model.TaskListener;
import io.jenkins.lib.containergate.stubs.Signature;
import java.io.PrintStream;

public final class BuildListenerAdapter implements BuildListener {
    BuildListenerAdapter() {}

    public static BuildListener wrap(TaskListener l) {
        throw Signature.only();
    }

    @Override
    public PrintStream getLogger() {
        throw Signature.only();
    }
}
