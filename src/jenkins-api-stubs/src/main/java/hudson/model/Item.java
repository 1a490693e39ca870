package hudson.model;

import hudson.security.AccessControlled;
import hudson.security.Permission;
import io.jenkins.lib.containergate.stubs.Constant;

public interface Item extends ModelObject, AccessControlled {
    Permission CONFIGURE = Constant.of();
    Permission READ = Constant.of();
    Permission EXTENDED_READ = Constant.of();

    ItemGroup<? extends Item> getParent();

    String getFullName();
}
