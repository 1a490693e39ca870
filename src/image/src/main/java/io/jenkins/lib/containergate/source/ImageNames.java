package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/** Names that archives give their images. */
final class ImageNames {
    private static final int LISTED = 20;

    private ImageNames() {}

    /**
     * Whether a name is the wanted one: literally or, when it is a whole reference, as the same reference or by its tag.
     * A name without colon and slash is a bare tag and must not be completed.
     */
    static boolean matches(String name, String wanted) {
        if (name.equals(wanted)) {
            return true;
        }
        Optional<ImageReference> reference = reference(name);
        boolean tagOnly = wanted.indexOf(':') < 0 && wanted.indexOf('/') < 0;
        boolean sameTag = tagOnly && reference.flatMap(ImageReference::tag).equals(Optional.of(wanted));
        return sameTag || reference.isPresent() && reference.equals(parse(wanted));
    }

    /** The reference a name is, if it is one and not just a tag. */
    static Optional<ImageReference> reference(String name) {
        return name.indexOf(':') < 0 && name.indexOf('/') < 0 ? Optional.empty() : parse(name);
    }

    private static Optional<ImageReference> parse(String name) {
        try {
            return Optional.of(ImageReference.parse(name));
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /** Names as they may appear in a message. */
    static String list(Collection<String> names) {
        String listed = names.stream().limit(LISTED).map(SafeText::quoted).collect(Collectors.joining(", "));
        return names.isEmpty() ? "nothing" : names.size() > LISTED ? listed + ", ..." : listed;
    }
}
