package io.jenkins.lib.containergate.report.html;

import io.jenkins.lib.containergate.image.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A page's only style, and the content security policy that allows this style and nothing else.
 *
 * @param css all of it
 * @see <a href="https://www.w3.org/TR/CSP3/">Content Security Policy</a>
 */
record Stylesheet(String css) {
    /** @param names of files beside this class, one after the other */
    static Stylesheet of(String... names) {
        StringBuilder css = new StringBuilder();
        for (String name : names) {
            css.append(load(name));
        }
        return new Stylesheet(css.toString());
    }

    String contentSecurityPolicy() {
        byte[] hash = Digest.sha256().digest(css.getBytes(StandardCharsets.UTF_8));
        return "default-src 'none'; style-src 'sha256-" + Base64.getEncoder().encodeToString(hash)
                + "'; base-uri 'none'; form-action 'none'";
    }

    private static String load(String name) {
        try (InputStream in = Stylesheet.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read from the jar", e);
        }
    }
}
