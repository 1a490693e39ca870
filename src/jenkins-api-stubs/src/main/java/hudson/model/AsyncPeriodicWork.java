package hudson.model;

import io.jenkins.lib.containergate.stubs.Signature;
import java.io.IOException;

public abstract class AsyncPeriodicWork extends PeriodicWork {
    protected AsyncPeriodicWork(String name) {
        throw Signature.only();
    }

    @Override
    public final void doRun() {
        throw Signature.only();
    }

    protected abstract void execute(TaskListener listener) throws IOException, InterruptedException;
}
