package io.jenkins.lib.containergate.ecs.account.iam.learn;

import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.Condition;
import io.jenkins.lib.containergate.ecs.account.iam.PolicyParser;
import io.jenkins.lib.containergate.ecs.account.iam.Scope;
import io.jenkins.lib.containergate.ecs.account.iam.Statement;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Listed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.MappedCall;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Proposed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Relation;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Removed;
import io.jenkins.lib.containergate.ecs.account.iam.learn.RoleProposal.Unproven;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Compares the policies of a role with its calls. An action is proposed to be removed only when its use would surely have left an
 * event: everything else stays, with the reason.
 */
public final class RoleLearner {
    /** Where events of services without regions are recorded, in each partition. */
    private static final Set<String> GLOBAL_REGIONS = Set.of("us-east-1", "us-gov-west-1", "cn-north-1");

    private static final Pattern ACTION = Pattern.compile("\"([A-Za-z0-9*?-]{1,64}:[A-Za-z0-9*?]{1,128})\"");

    private final LearnedCalls.Seen seen;
    private final RecordedActions recorded = RecordedActions.known();
    private final List<Removed> removed = new ArrayList<>();
    private final List<Unproven> unproven = new ArrayList<>();
    /** By action in lower case: as it is written. */
    private final Map<String, String> used = new TreeMap<>();
    /** The same for what the policies hold, which are read in lower case. */
    private final Map<String, String> spelled = new TreeMap<>();
    /** Services of which a call could not be assigned. */
    private final Set<String> unassigned = new TreeSet<>();

    private RoleLearner(LearnedCalls.Seen seen) {
        this.seen = seen;
    }

    /**
     * @param role with the policies it has
     * @throws GateException when a policy is not understood
     */
    public static RoleProposal propose(IamRole role, LearnedCalls.Seen seen) throws GateException {
        return new RoleLearner(seen).compare(role);
    }

    private record Owned(String policy, Statement statement) {}

    private RoleProposal compare(IamRole role) throws GateException {
        List<Owned> statements = new ArrayList<>();
        for (IamPolicy policy : role.policies()) {
            ACTION.matcher(policy.document())
                    .results()
                    .map(found -> found.group(1))
                    .forEach(action -> spelled.putIfAbsent(lower(action), action));
            for (Statement statement : PolicyParser.parse(policy.name(), policy.document())) {
                if (statement.resources().isEmpty() || statement.principals().isPresent()) {
                    throw new GateException(
                            "the policy " + policy.name() + " is not one of an identity",
                            "name the policies that are attached to the role");
                }
                statements.add(new Owned(policy.name(), statement));
            }
        }
        List<MappedCall> calls =
                seen.calls().stream().map(call -> mapped(call, statements)).toList();
        List<Proposed> proposed = new ArrayList<>();
        for (Owned owned : statements) {
            if (owned.statement().allow()) {
                allowed(owned).ifPresent(proposed::add);
            } else {
                proposed.add(
                        proposed(owned.statement(), written(owned.statement().actions())));
            }
        }
        return new RoleProposal(seen.role(), seen.basis(), merged(proposed), removed, unproven, calls);
    }

    private MappedCall mapped(LearnedCalls.SeenCall call, List<Owned> statements) {
        Optional<RecordedActions.Service> service = recorded.ofSource(call.source());
        if (service.isEmpty()) {
            return new MappedCall(call, List.of(), Relation.UNKNOWN_SERVICE);
        }
        List<String> actions = RecordedActions.actions(service.get(), call.name());
        if (actions.isEmpty()) {
            return new MappedCall(call, actions, Relation.NO_PERMISSION);
        }
        List<String> allowed = actions.stream()
                .filter(action -> statements.stream()
                        .filter(owned -> owned.statement().allow())
                        .flatMap(owned -> owned.statement().actions().stream())
                        .anyMatch(scope -> scope.covers(only(action))))
                .toList();
        allowed.forEach(action -> used.put(lower(action), action));
        if (!allowed.isEmpty()) {
            boolean same = allowed.equals(List.of(service.get().name() + ":" + call.name()));
            return new MappedCall(call, allowed, same ? Relation.SAME_NAME : Relation.OTHER_NAME);
        }
        if (call.refused() == call.calls()) {
            return new MappedCall(call, actions, Relation.DENIED);
        }
        unassigned.add(service.get().name());
        return new MappedCall(call, actions, Relation.NOT_BY_ROLE);
    }

    private Optional<Proposed> allowed(Owned owned) {
        Set<String> left = new TreeSet<>();
        for (Scope scope : owned.statement().actions()) {
            if (scope instanceof Scope.AllBut all) {
                unproven.add(new Unproven(
                        owned.policy(),
                        "NotAction " + String.join(", ", all.patterns()),
                        "it allows every action but these: write a statement with Action in its place"));
                return Optional.of(proposed(
                        owned.statement(),
                        new Listed(
                                true, all.patterns().stream().map(this::shown).toList())));
            }
            left.addAll(left(owned, ((Scope.Only) scope).pattern()));
        }
        return left.isEmpty()
                ? Optional.empty()
                : Optional.of(proposed(owned.statement(), new Listed(false, List.copyOf(left))));
    }

    /** What stays of a pattern. */
    private Set<String> left(Owned owned, String pattern) {
        Optional<String> kept = whyWhole(pattern);
        if (kept.isPresent() && !used.containsKey(pattern)) {
            unproven.add(new Unproven(owned.policy(), shown(pattern), kept.get()));
            return Set.of(shown(pattern));
        }
        Set<String> left = new TreeSet<>();
        Predicate<String> matches = action -> new Scope.Only(pattern).covers(only(action));
        used.values().stream().filter(matches).forEach(left::add);
        if (kept.isEmpty()) {
            RecordedActions.Service service = recorded.service(service(pattern)).orElseThrow();
            service.unrecorded().forEach((name, why) -> {
                String action = service.name() + ":" + name;
                if (matches.test(action) && left.add(action)) {
                    unproven.add(new Unproven(owned.policy(), action, why.reason()));
                }
            });
        }
        if (left.size() != 1 || !lower(left.iterator().next()).equals(pattern)) {
            removed.add(new Removed(
                    owned.policy(),
                    shown(pattern),
                    written(owned.statement().resources()).names(),
                    List.copyOf(left)));
        }
        return left;
    }

    /** Why absence of events says nothing about all that the pattern matches; empty when it does. */
    private Optional<String> whyWhole(String pattern) {
        String service = service(pattern);
        if (service.isEmpty() || service.indexOf('*') >= 0 || service.indexOf('?') >= 0) {
            return Optional.of("it allows actions of every service: name the services that the task uses");
        }
        Optional<RecordedActions.Service> known = recorded.service(service);
        if (known.isEmpty()) {
            return Optional.of("it is not known which actions of " + service + " CloudTrail records");
        }
        if (unassigned.contains(service)) {
            return Optional.of("the role made a call to " + service + " that no policy of the role allows by name");
        }
        LearnedCalls.Coverage coverage = seen.coverage();
        if (!coverage.reads() || !coverage.writes()) {
            return Optional.of("the logs hold no management event that " + (coverage.reads() ? "writes" : "reads")
                    + ": the trail may leave them out");
        }
        if (known.get().optional() && !coverage.sources().contains(service + ".amazonaws.com")) {
            return Optional.of("the logs hold no event of " + service + " at all: the trail may leave them out");
        }
        if (known.get().global() && seen.basis().regions().stream().noneMatch(GLOBAL_REGIONS::contains)) {
            return Optional.of("events of " + service + " are recorded in us-east-1, of which the logs hold none");
        }
        return Optional.empty();
    }

    private static String service(String pattern) {
        int colon = pattern.indexOf(':');
        return colon < 0 ? "" : pattern.substring(0, colon);
    }

    /** As it is written in an event or the policy. */
    private String shown(String pattern) {
        return used.getOrDefault(pattern, spelled.getOrDefault(pattern, pattern));
    }

    private static Scope.Only only(String action) {
        return new Scope.Only(lower(action));
    }

    private static String lower(String action) {
        return action.toLowerCase(Locale.ROOT);
    }

    private Listed written(List<Scope> scopes) {
        List<String> names = new ArrayList<>();
        boolean except = false;
        for (Scope scope : scopes) {
            if (scope instanceof Scope.AllBut all) {
                except = true;
                names.addAll(all.patterns());
            } else {
                names.add(((Scope.Only) scope).pattern());
            }
        }
        return new Listed(except, names);
    }

    private Proposed proposed(Statement statement, Listed actions) {
        return new Proposed(statement.allow(), actions, written(statement.resources()), statement.conditions());
    }

    private record Alike(Listed resources, List<Condition> conditions) {}

    /** Statements that differ in nothing but their actions become one; lists of exceptions stay as they are. */
    private static List<Proposed> merged(List<Proposed> all) {
        Map<Alike, Proposed> merged = new LinkedHashMap<>();
        List<Proposed> single = new ArrayList<>();
        for (Proposed each : all) {
            if (each.actions().except() || !each.allow()) {
                single.add(each);
                continue;
            }
            merged.merge(
                    new Alike(each.resources(), each.conditions()),
                    each,
                    (one, other) -> new Proposed(
                            one.allow(), one.actions().and(other.actions()), one.resources(), one.conditions()));
        }
        List<Proposed> result = new ArrayList<>(merged.values());
        result.addAll(single);
        return result;
    }
}
