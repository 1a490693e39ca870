package org.jenkinsci.plugins.workflow.actions;

import io.jenkins.lib.containergate.stubs.Signature;

public class ErrorAction implements PersistentAction {
    ErrorAction() {}

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
