package hudson.model;

import hudson.security.ACL;
import io.jenkins.lib.containergate.stubs.Signature;
import java.io.IOException;
import java.util.List;

public class ListView extends View {
    public ListView(String name) {}

    @Override
    public String getDisplayName() {
        throw Signature.only();
    }

    @Override
    public ACL getACL() {
        throw Signature.only();
    }

    @Override
    public void save() throws IOException {
        throw Signature.only();
    }

    @Override
    public List<TopLevelItem> getItems() {
        throw Signature.only();
    }
}
