package hudson.util;

import io.jenkins.lib.containergate.stubs.Signature;
import java.io.IOException;
import org.kohsuke.stapler.HttpResponse;

public abstract class FormValidation extends IOException implements HttpResponse {
    FormValidation() {}

    public static FormValidation ok() {
        throw Signature.only();
    }

    public static FormValidation ok(String message) {
        throw Signature.only();
    }

    public static FormValidation okWithMarkup(String message) {
        throw Signature.only();
    }

    public static FormValidation errorWithMarkup(String message) {
        throw Signature.only();
    }

    public static FormValidation warning(String message) {
        throw Signature.only();
    }

    public static FormValidation error(String message) {
        throw Signature.only();
    }

    public static FormValidation validateRequired(String value) {
        throw Signature.only();
    }
}
