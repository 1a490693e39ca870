package hudson.model;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.List;

public abstract class Actionable extends AbstractModelObject {
    public <T extends Action> List<T> getActions(Class<T> type) {
        throw Signature.only();
    }

    public void addAction(Action a) {
        throw Signature.only();
    }

    public boolean addOrReplaceAction(Action a) {
        throw Signature.only();
    }

    public <T extends Action> T getAction(Class<T> type) {
        throw Signature.only();
    }
}
