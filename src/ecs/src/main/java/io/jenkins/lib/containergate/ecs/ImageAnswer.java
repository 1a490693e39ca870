package io.jenkins.lib.containergate.ecs;

/** What another gate said of the image of a container. */
public sealed interface ImageAnswer {
    /** Also with warnings. */
    record Passed() implements ImageAnswer {}

    /** @param reason in one line */
    record Failed(String reason) implements ImageAnswer {}

    /**
     * @param problem why it could not say
     * @param remedy what to do about it
     */
    record Undecided(String problem, String remedy) implements ImageAnswer {}
}
