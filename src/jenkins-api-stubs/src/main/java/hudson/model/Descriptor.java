package hudson.model;

import hudson.XmlFile;
import hudson.security.Permission;
import io.jenkins.lib.containergate.stubs.Constant;
import io.jenkins.lib.containergate.stubs.Signature;
import jenkins.model.GlobalConfigurationCategory;
import jenkins.model.Loadable;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.StaplerRequest2;

public abstract class Descriptor<T extends Describable<T>> implements Loadable, Saveable {
    public final transient Class<? extends T> clazz = Constant.of();

    protected Descriptor(Class<? extends T> clazz) {}

    protected Descriptor() {}

    public static final class FormException extends Exception implements HttpResponse {
        public FormException(String message, Throwable cause, String formField) {}
    }

    public String getDisplayName() {
        throw Signature.only();
    }

    public T newInstance(StaplerRequest2 req, JSONObject formData) throws FormException {
        throw Signature.only();
    }

    public String getHelpFile(String fieldName) {
        throw Signature.only();
    }

    public boolean configure(StaplerRequest2 req, JSONObject json) throws FormException {
        throw Signature.only();
    }

    public GlobalConfigurationCategory getCategory() {
        throw Signature.only();
    }

    public Permission getRequiredGlobalConfigPagePermission() {
        throw Signature.only();
    }

    @Override
    public synchronized void save() {
        throw Signature.only();
    }

    @Override
    public synchronized void load() {
        throw Signature.only();
    }

    protected XmlFile getConfigFile() {
        throw Signature.only();
    }
}
