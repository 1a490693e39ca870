package hudson.util;

import io.jenkins.lib.containergate.stubs.Signature;
import java.io.Serializable;

public final class Secret implements Serializable {
    Secret() {}

    public String getPlainText() {
        throw Signature.only();
    }
}
