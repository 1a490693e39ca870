package org.jenkinsci.plugins.workflow.actions;

import hudson.model.Result;
import io.jenkins.lib.containergate.stubs.Signature;

public class WarningAction implements PersistentAction {
    public WarningAction(Result result) {}

    public WarningAction withMessage(String message) {
        throw Signature.only();
    }

    public Result getResult() {
        throw Signature.only();
    }

    @Override
    public String getDisplayName() {
        throw Signature.only();
    }

    @Override
    public String getIconFileName() {
        throw Signature.only();
    }

    @Override
    public String getUrlName() {
        throw Signature.only();
    }
}
