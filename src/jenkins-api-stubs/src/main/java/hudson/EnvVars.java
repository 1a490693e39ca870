package hudson;

import io.jenkins.lib.containergate.stubs.Signature;
import java.util.TreeMap;

public class EnvVars extends TreeMap<String, String> {
    public String expand(String s) {
        throw Signature.only();
    }
}
