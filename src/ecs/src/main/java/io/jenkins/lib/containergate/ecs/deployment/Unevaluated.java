package io.jenkins.lib.containergate.ecs.deployment;

import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.task.Place;
import java.util.Map;

/**
 * Something of a file that runs, exposes or grants something, and that this version does not evaluate: undecided.
 *
 * @param kind its type as the file writes it, or a member of that type
 * @param reason why, as a phrase
 * @param remedy what to do so that it can be evaluated
 */
public record Unevaluated(
        String document, String name, String kind, String reason, String remedy, Place place, Mapping source)
        implements Deployment {

    /** @param mark of it in the file */
    public Unevaluated(String document, String name, String kind, String reason, String remedy, Mark mark) {
        this(document, name, kind, reason, remedy, Place.root("the " + kind, mark), new Mapping(Map.of(), mark));
    }

    @Override
    public String toString() {
        return "Unevaluated[" + name + "]";
    }
}
