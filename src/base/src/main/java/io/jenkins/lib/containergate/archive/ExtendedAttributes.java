package io.jenkins.lib.containergate.archive;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * What the extended attributes of a tar entry mean for whoever judges its file.
 *
 * @param overlay name of an attribute that makes an overlay file system show something else than the layer holds
 * @param capabilities whether the file gives capabilities to whoever runs it
 */
public record ExtendedAttributes(Optional<String> overlay, boolean capabilities) {
    private static final ExtendedAttributes NONE = new ExtendedAttributes(Optional.empty(), false);
    private static final String STAR = "SCHILY.xattr.";
    private static final String LIBARCHIVE = "LIBARCHIVE.xattr.";
    private static final String CAPABILITIES = "security.capability";
    private static final int MAX_SHOWN = 100;

    public static ExtendedAttributes none() {
        return NONE;
    }

    /** @param keys of the records of an extended header; libarchive writes names percent-encoded */
    static ExtendedAttributes of(Collection<String> keys) {
        ExtendedAttributes found = NONE;
        for (String key : keys) {
            if (key.startsWith(STAR)) {
                found = found.and(ofAttribute(key.substring(STAR.length())));
            } else if (key.startsWith(LIBARCHIVE)) {
                found = found.and(ofAttribute(key.substring(LIBARCHIVE.length())));
            }
        }
        return found;
    }

    private static ExtendedAttributes ofAttribute(String written) {
        String name = decoded(written);
        String lower = name.toLowerCase(Locale.ROOT);
        boolean overlay = lower.startsWith("trusted.overlay.")
                || lower.startsWith("user.overlay.")
                || lower.startsWith("user.fuseoverlayfs.")
                || lower.startsWith("user.containers.override_");
        String shown = name.length() > MAX_SHOWN ? name.substring(0, MAX_SHOWN) : name;
        return new ExtendedAttributes(overlay ? Optional.of(shown) : Optional.empty(), lower.equals(CAPABILITIES));
    }

    ExtendedAttributes and(ExtendedAttributes other) {
        return new ExtendedAttributes(overlay.or(other::overlay), capabilities || other.capabilities);
    }

    private static String decoded(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int high = i + 2 < bytes.length && bytes[i] == '%' ? Character.digit(bytes[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(bytes[i + 2], 16);
            if (low >= 0) {
                decoded.append((char) (high << 4 | low));
                i += 2;
            } else {
                decoded.append((char) (bytes[i] & 0xff));
            }
        }
        return decoded.toString();
    }
}
