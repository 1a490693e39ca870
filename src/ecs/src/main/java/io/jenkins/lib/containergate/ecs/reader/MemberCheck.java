package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.census.Classified;
import io.jenkins.lib.containergate.ecs.census.Classified.Treatment;
import io.jenkins.lib.containergate.ecs.census.MemberCensus;
import io.jenkins.lib.containergate.ecs.deployment.Deployment;
import io.jenkins.lib.containergate.ecs.deployment.Unevaluated;
import io.jenkins.lib.containergate.ecs.document.Mark;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds what a definition says and this version does not evaluate, or does not know. */
final class MemberCheck {
    private final String type;
    private final boolean terraform;
    private final MemberCensus census = MemberCensus.standard();
    private final Map<String, Undecided> found = new LinkedHashMap<>();

    /**
     * @param member its name where it is listed; one that is not may be anything, a secret as well, and is not shown
     * @param mark of the object around one that is not listed
     */
    record Undecided(Optional<String> member, String reason, Mark mark) {}

    private MemberCheck(String type, boolean terraform) {
        this.type = type;
        this.terraform = terraform;
    }

    /**
     * @param type as CloudFormation calls it
     * @param source in the shape of the ECS API
     * @param within member of the type that {@code source} is; empty for all of it
     */
    static List<Undecided> of(String type, Value source, String within) {
        return of(new MemberCheck(type, false), source, within);
    }

    /** The same for a resource of Terraform, which names every attribute, and leaves empty what nobody set. */
    static List<Undecided> ofTerraform(String type, Value source) {
        return of(new MemberCheck(type, true), source, "");
    }

    /**
     * The same for what ECS answers: some of its members are in several of these.
     *
     * @param parts in the shape of the ECS API
     */
    static List<Undecided> ofAnswer(String type, List<Mapping> parts) {
        MemberCheck check = new MemberCheck(type, false);
        parts.forEach(part -> check.value(part, ""));
        return new ArrayList<>(check.found.values());
    }

    /** What the rules get to see of them. */
    static List<Deployment> unevaluated(String document, String name, String type, List<Undecided> members) {
        List<Deployment> found = new ArrayList<>();
        for (Undecided member : members) {
            found.add(new Unevaluated(
                    document,
                    name + "/" + member.member().orElse("member " + (found.size() + 1)),
                    member.member().map(known -> type + " " + known).orElse("member of " + type),
                    member.reason(),
                    "remove it, use a version that evaluates it, or waive this finding by its fingerprint",
                    member.mark()));
        }
        return found;
    }

    private static List<Undecided> of(MemberCheck check, Value source, String within) {
        if (check.census.lists(check.type)) {
            check.value(source, within);
        }
        return new ArrayList<>(check.found.values());
    }

    private void value(Value value, String path) {
        if (value instanceof Sequence sequence) {
            sequence.items().forEach(item -> value(item, path));
        } else if (value instanceof Mapping mapping) {
            mapping.members().forEach((name, inner) -> member(path.isEmpty() ? name : path + "/" + name, inner));
        }
    }

    private void member(String path, Value value) {
        if (terraform && (census.ofTerraform(type, path) || notSet(value))) {
            return;
        }
        Optional<Classified> classified = census.member(type, path);
        if (classified.isPresent()) {
            if (classified.get().treatment() == Treatment.UNDECIDED) {
                // all below one member are one thing
                String whole = path.split("/", 2)[0];
                found.putIfAbsent(
                        whole,
                        new Undecided(Optional.of(whole), classified.get().reason(), value.mark()));
            }
        } else if (census.holds(type, path)) {
            value(value, path);
        } else {
            found.putIfAbsent(
                    path, new Undecided(Optional.empty(), "this version does not know it", around(value.mark())));
        }
    }

    private static boolean notSet(Value value) {
        return value instanceof Value.Null
                || value instanceof Sequence sequence && sequence.items().isEmpty()
                || value instanceof Mapping mapping && mapping.members().isEmpty();
    }

    /** The line of the value, and the place of the object that it is a member of: its own would show its name. */
    static Mark around(Mark mark) {
        Mark parent = mark.parent();
        return parent == null ? mark : new Mark(parent.parent(), parent.key(), mark.line());
    }
}
