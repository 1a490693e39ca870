package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.policy.Subject;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict is on, as the record of its build names it.
 *
 * @param repository of an image that came from a registry, registry included
 * @param platform of an image
 */
public record KeptSubject(
        String reference,
        @Nullable String repository,
        @Nullable String platform) {

    /**
     * Whether a newer verdict is on the same; a tag or digest is no part of the name.
     *
     * @param newerRepository of the image that was judged, registry included, if it was found and came from one
     */
    boolean isSame(Subject newer, Optional<String> newerRepository) {
        return isNamed(newerRepository, repository)
                && isNamed(newer.platform(), platform)
                && (repository != null || ShortText.ofName(newer.reference()).equals(reference));
    }

    private static boolean isNamed(Optional<String> name, @Nullable String kept) {
        return Objects.equals(name.map(ShortText::ofName).orElse(null), kept);
    }

    /** Whether it was judged under the same name, for the same platform. */
    public boolean is(Image image) {
        boolean sameName = image.repository()
                .map(name -> ShortText.ofName(name).equals(repository))
                .orElseGet(() -> repository == null
                        && ShortText.ofName(image.reference()).equals(reference));
        return sameName && image.platform().toString().equals(platform);
    }

    /** The same of a directory or file, which has neither repository nor platform. */
    public boolean is(String path) {
        return repository == null && platform == null && ShortText.ofName(path).equals(reference);
    }
}
