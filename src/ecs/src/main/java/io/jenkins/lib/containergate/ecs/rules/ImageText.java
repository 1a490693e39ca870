package io.jenkins.lib.containergate.ecs.rules;

import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import io.jenkins.lib.containergate.ecs.task.Field;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.ImageReference;
import java.util.Optional;
import java.util.regex.Pattern;

/** What the name of an image says, even where parts of it are known only at deployment. */
final class ImageText {
    private static final Pattern DIGEST = Pattern.compile("[^@\\s]+@sha256:[a-f0-9]{64}");

    /** Behind something that is filled in, which does not end in the name of the algorithm of a digest. */
    private static final Pattern TAG = Pattern.compile("[^@:]*:[^@:]+");

    enum Answer {
        YES,
        NO,
        UNKNOWN
    }

    private ImageText() {}

    /** Whether it has a digest. */
    static Answer pinned(String image) {
        if (DIGEST.matcher(image).matches()) {
            return Answer.YES;
        }
        String last = last(image);
        String known = last.substring(last.lastIndexOf(Unresolved.GAP) + 1);
        return last.equals(known) && !image.isEmpty() || TAG.matcher(known).matches() ? Answer.NO : Answer.UNKNOWN;
    }

    /** Whether it has neither digest nor a tag other than {@code latest}, or is no reference at all. */
    static Answer floating(String image) {
        if (pinned(image) == Answer.YES) {
            return Answer.NO;
        }
        if (pinned(image) == Answer.UNKNOWN) {
            return Answer.UNKNOWN;
        }
        try {
            String known = image.replace(Unresolved.GAP, 'x');
            return ImageReference.parse(known)
                            .tag()
                            .filter(tag -> !tag.equals("latest"))
                            .isPresent()
                    ? Answer.NO
                    : Answer.YES;
        } catch (GateException e) {
            return Answer.YES;
        }
    }

    /** Empty when the image is not known, or no reference. */
    static Optional<String> registry(Field<String> image) {
        if (image.known().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(ImageReference.parse(image.known().get()).registry());
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /**
     * {@code REGISTRY/PATH}, complete.
     *
     * @return empty when it is no reference, or depends on something that is not known
     */
    static Optional<String> repository(String image) {
        String known = image.indexOf(Unresolved.GAP) < 0 ? image : withoutTag(image);
        try {
            return Optional.of(ImageReference.parse(known).repository());
        } catch (GateException e) {
            return Optional.empty();
        }
    }

    /** Without a slash, what follows the colon may be a port as well as a tag: then nothing is cut off. */
    private static String withoutTag(String image) {
        int at = image.indexOf('@');
        String name = at < 0 ? image : image.substring(0, at);
        int slash = name.lastIndexOf('/');
        int colon = name.lastIndexOf(':');
        return slash >= 0 && colon > slash ? name.substring(0, colon) : name;
    }

    /** From the last slash: where tag and digest are. */
    private static String last(String image) {
        return image.substring(image.lastIndexOf('/') + 1);
    }
}
