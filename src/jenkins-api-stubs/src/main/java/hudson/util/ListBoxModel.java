package hudson.util;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.ArrayList;
import org.kohsuke.stapler.HttpResponse;

public class ListBoxModel extends ArrayList<ListBoxModel.Option> implements HttpResponse {
    public ListBoxModel() {}

    public static final class Option {
        public String name;
        public String value;

        Option() {}
    }

    public void add(String displayName, String value) {
        throw Signature.only();
    }
}
