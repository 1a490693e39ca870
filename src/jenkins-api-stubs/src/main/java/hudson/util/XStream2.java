package hudson.util;

import io.jenkins.lib.containergate.stubs.Signature;

public class XStream2 {
    XStream2() {}

    public String toXML(Object obj) {
        throw Signature.only();
    }
}
