package jenkins.model;

import hudson.FilePath;
import hudson.ProxyConfiguration;
import hudson.model.AbstractCIBase;
import hudson.model.Describable;
import hudson.model.Descriptor;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import hudson.util.XStream2;
import io.jenkins.lib.containergate.stubs.Constant;
import io.jenkins.lib.containergate.stubs.Signature;
import java.io.File;

public class Jenkins extends AbstractCIBase implements DirectlyModifiableTopLevelItemGroup, AccessControlled {
    public static final Permission ADMINISTER = Constant.of();
    public static final Permission SYSTEM_READ = Constant.of();
    public static final XStream2 XSTREAM2 = Constant.of();

    public volatile ProxyConfiguration proxy;

    Jenkins() {}

    public static Jenkins getInstanceOrNull() {
        throw Signature.only();
    }

    public static Jenkins get() throws IllegalStateException {
        throw Signature.only();
    }

    public Descriptor getDescriptorOrDie(Class<? extends Describable> type) {
        throw Signature.only();
    }

    public boolean isTerminating() {
        throw Signature.only();
    }

    public Item getItemByFullName(String fullName) {
        throw Signature.only();
    }

    @Override
    public FilePath getRootPath() {
        throw Signature.only();
    }

    public File getRootDir() {
        throw Signature.only();
    }

    public String getRootUrl() throws IllegalStateException {
        throw Signature.only();
    }

    @Override
    public String getDisplayName() {
        throw Signature.only();
    }

    @Override
    public ACL getACL() {
        throw Signature.only();
    }
}
