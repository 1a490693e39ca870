package io.jenkins.lib.containergate.ecs.account.iam;

import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All that a role may do by its own policies: what they allow, within its boundary, without what is denied whatever the
 * conditions. Never less than the truth; policies of the organisation, of sessions and of resources are not seen.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">Evaluation logic</a>
 */
public final class Grants {
    private static final int MAX = 200_000;

    private Grants() {}

    /** @throws GateException when a policy is not understood, or there is more than any real role has */
    public static List<Grant> of(IamRole role) throws GateException {
        List<Grant> allowed = new ArrayList<>();
        List<Grant> denied = new ArrayList<>();
        for (IamPolicy policy : role.policies()) {
            read(policy, allowed, denied, role);
        }
        if (role.boundary().isPresent()) {
            List<Grant> limits = new ArrayList<>();
            read(role.boundary().get(), limits, denied, role);
            allowed = within(limits, allowed, role);
        }
        return allowed.stream()
                .filter(grant -> denied.stream().noneMatch(denial -> denial.undoes(grant)))
                .toList();
    }

    private static List<Grant> within(List<Grant> limits, List<Grant> allowed, IamRole role) throws GateException {
        List<Grant> left = new ArrayList<>();
        for (Grant grant : allowed) {
            for (Grant limit : limits) {
                grant.within(limit).ifPresent(left::add);
                bounded(left, role);
            }
        }
        return left;
    }

    private static void read(IamPolicy policy, List<Grant> allowed, List<Grant> denied, IamRole role)
            throws GateException {
        for (Statement statement : PolicyParser.parse(policy.name(), policy.document())) {
            if (statement.resources().isEmpty() || statement.principals().isPresent()) {
                throw new GateException(
                        "the policy " + policy.name() + " is not one of an identity",
                        "compare it with the grammar of IAM policies");
            }
            for (Scope action : statement.actions()) {
                for (Scope resource : statement.resources()) {
                    List<Grant> to = statement.allow() ? allowed : denied;
                    to.add(new Grant(policy.name(), action, resource, statement.conditions()));
                    bounded(to, role);
                }
            }
        }
    }

    private static void bounded(List<Grant> grants, IamRole role) throws GateException {
        if (grants.size() > MAX) {
            throw new GateException(
                    "the policies of the role " + role.arn() + " combine to more than " + MAX + " permissions",
                    "simplify them");
        }
    }

    /**
     * Something that a role may do.
     *
     * @param policy that says so, for people
     * @param conditions under which
     */
    public record Grant(String policy, Scope action, Scope resource, List<Condition> conditions) {
        public Grant {
            conditions = List.copyOf(conditions);
        }

        /** As far as the other allows it too; empty when it surely does not. */
        Optional<Grant> within(Grant boundary) {
            Optional<Scope> actions = action.meet(boundary.action);
            Optional<Scope> resources = resource.meet(boundary.resource);
            if (actions.isEmpty() || resources.isEmpty()) {
                return Optional.empty();
            }
            List<Condition> all = new ArrayList<>(conditions);
            all.addAll(boundary.conditions);
            return Optional.of(new Grant(policy, actions.get(), resources.get(), all));
        }

        /** As a statement that denies: whether nothing of the other is left. */
        boolean undoes(Grant other) {
            return conditions.isEmpty() && action.covers(other.action) && resource.covers(other.resource);
        }

        @Override
        public String toString() {
            return action + " on " + resource;
        }
    }
}
