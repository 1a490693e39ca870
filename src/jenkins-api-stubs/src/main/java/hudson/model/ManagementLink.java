package hudson.model;

import hudson.ExtensionPoint;
import hudson.security.Permission;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class ManagementLink implements ExtensionPoint, Action {
    @Override
    public abstract String getIconFileName();

    public String getDescription() {
        throw Signature.only();
    }

    @Override
    public abstract String getUrlName();

    public Permission getRequiredPermission() {
        throw Signature.only();
    }

    public Category getCategory() {
        throw Signature.only();
    }

    public enum Category {
        SECURITY
    }
}
