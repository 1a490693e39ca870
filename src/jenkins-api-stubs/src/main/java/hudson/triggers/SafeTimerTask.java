package hudson.triggers;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.TimerTask;

public abstract class SafeTimerTask extends TimerTask {
    public SafeTimerTask() {}

    @Override
    public final void run() {
        throw Signature.only();
    }

    protected abstract void doRun() throws Exception;
}
