package jenkins.model;

import hudson.ExtensionPoint;
import hudson.model.ModelObject;
import io.jenkins.lib.containergate.stubs.Signature;

public abstract class GlobalConfigurationCategory implements ExtensionPoint, ModelObject {
    public static <T extends GlobalConfigurationCategory> T get(Class<T> type) {
        throw Signature.only();
    }

    public static class Security extends GlobalConfigurationCategory {
        @Override
        public String getDisplayName() {
            throw Signature.only();
        }
    }
}
