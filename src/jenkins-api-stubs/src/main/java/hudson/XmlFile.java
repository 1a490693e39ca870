package hudson;

import io.jenkins.lib.containergate.stubs.Signature;
import java.io.File;
import java.io.IOException;

public final class XmlFile {
    XmlFile() {}

    public File getFile() {
        throw Signature.only();
    }

    public Object unmarshal(Object o) throws IOException {
        throw Signature.only();
    }

    public boolean exists() {
        throw Signature.only();
    }
}
