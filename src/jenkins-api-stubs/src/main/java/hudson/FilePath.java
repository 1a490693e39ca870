package hudson;

import hudson.model.Computer;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.stubs.Signature;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import org.jenkinsci.remoting.RoleSensitive;
import org.jenkinsci.remoting.SerializableOnlyOverRemoting;

public final class FilePath implements SerializableOnlyOverRemoting {
    public FilePath(File localPath) {}

    public interface FileCallable<T> extends Serializable, RoleSensitive {
        T invoke(File f, VirtualChannel channel) throws IOException, InterruptedException;
    }

    public <T> T act(FileCallable<T> callable) throws IOException, InterruptedException {
        throw Signature.only();
    }

    public FilePath child(String relOrAbsolute) {
        throw Signature.only();
    }

    public boolean isDirectory() throws IOException, InterruptedException {
        throw Signature.only();
    }

    public FilePath[] list(String includes, String excludes, boolean defaultExcludes)
            throws IOException, InterruptedException {
        throw Signature.only();
    }

    public boolean exists() throws IOException, InterruptedException {
        throw Signature.only();
    }

    public String readLink() throws IOException, InterruptedException {
        throw Signature.only();
    }

    public InputStream read() throws IOException, InterruptedException {
        throw Signature.only();
    }

    public String getName() {
        throw Signature.only();
    }

    public Computer toComputer() {
        throw Signature.only();
    }

    public VirtualChannel getChannel() {
        throw Signature.only();
    }

    public String getRemote() {
        throw Signature.only();
    }
}
