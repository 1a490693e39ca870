package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.ecs.account.iam.Grants.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Permissions that are harmless each and too much together, whichever statements and policies they are spread over. */
public final class Combinations {
    /**
     * @param one of which the role has one
     * @param other of which it has one as well
     * @param text what comes of it
     */
    private record Combination(List<String> one, List<String> other, String text) {}

    private static final List<Combination> KNOWN = List.of(
            new Combination(
                    List.of("ecs:registertaskdefinition"),
                    List.of(
                            "ecs:runtask",
                            "ecs:starttask",
                            "ecs:createservice",
                            "ecs:updateservice",
                            "ecs:createtaskset"),
                    "it runs any image, privileged where there are instances"),
            new Combination(
                    List.of("ecs:registerdaemontaskdefinition"),
                    List.of("ecs:createdaemon", "ecs:updatedaemon"),
                    "it runs any image on every instance"));

    private Combinations() {}

    /** What is too much of all that a role may do. */
    public static List<String> excess(List<Grant> grants) {
        List<String> found = new ArrayList<>();
        for (Combination each : KNOWN) {
            Optional<Grant> one = first(grants, each.one());
            Optional<Grant> other = first(grants, each.other());
            if (one.isPresent() && other.isPresent()) {
                found.add("the policies allow " + one.get() + " and " + other.get() + ": together " + each.text());
            }
        }
        return found;
    }

    private static Optional<Grant> first(List<Grant> grants, List<String> actions) {
        return grants.stream()
                .filter(grant -> actions.stream()
                        .anyMatch(action ->
                                grant.action().meet(new Scope.Only(action)).isPresent()))
                .findFirst();
    }
}
