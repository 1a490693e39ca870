package hudson.model;

import hudson.util.XStream2;
import io.jenkins.lib.containergate.stubs.Constant;

public class Items {
    public static final XStream2 XSTREAM2 = Constant.of();

    Items() {}
}
