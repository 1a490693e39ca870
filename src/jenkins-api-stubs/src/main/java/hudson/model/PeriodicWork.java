package hudson.model;

import hudson.ExtensionPoint;
import hudson.triggers.SafeTimerTask;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class PeriodicWork extends SafeTimerTask implements ExtensionPoint {
    public PeriodicWork() {}

    public abstract long getRecurrencePeriod();

    public long getInitialDelay() {
        throw Signature.only();
    }
}
