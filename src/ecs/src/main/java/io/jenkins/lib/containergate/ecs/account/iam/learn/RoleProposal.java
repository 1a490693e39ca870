package io.jenkins.lib.containergate.ecs.account.iam.learn;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.ecs.account.iam.Condition;
import java.util.ArrayList;
import java.util.List;

/**
 * A policy of the permissions that a role has and uses, or has and may use without an event of CloudTrail. A proposal: what was
 * not needed in this time is missing in it.
 *
 * @param policy one for all policies of the role, without its permissions boundary
 * @param removed what the role has now and would not have
 * @param unproven what stays although no event shows that it is used
 * @param calls what the role called
 */
public record RoleProposal(
        Arn role,
        LearnedCalls.Basis basis,
        List<Proposed> policy,
        List<Removed> removed,
        List<Unproven> unproven,
        List<MappedCall> calls) {
    public RoleProposal {
        policy = List.copyOf(policy);
        removed = List.copyOf(removed);
        unproven = List.copyOf(unproven);
        calls = List.copyOf(calls);
    }

    /** A list that names what it means, or what it leaves out. */
    public record Listed(boolean except, List<String> names) {
        public Listed {
            names = List.copyOf(names);
        }

        Listed and(Listed other) {
            List<String> all = new ArrayList<>(names);
            other.names.stream().filter(name -> !names.contains(name)).forEach(all::add);
            all.sort(null);
            return new Listed(except, all);
        }
    }

    /** A statement. */
    public record Proposed(boolean allow, Listed actions, Listed resources, List<Condition> conditions) {
        public Proposed {
            conditions = List.copyOf(conditions);
        }
    }

    /**
     * @param policy that allows it
     * @param action a pattern of IAM
     * @param left what stays of the pattern; nothing when all of it goes
     */
    public record Removed(String policy, String action, List<String> resources, List<String> left) {
        public Removed {
            resources = List.copyOf(resources);
            left = List.copyOf(left);
        }
    }

    /** @param reason why no event would show its use */
    public record Unproven(String policy, String action, String reason) {}

    /** How a call relates to the policies of the role. */
    public enum Relation {
        /** The action of the same name is allowed. */
        SAME_NAME,
        /** Actions of other names are allowed, see {@link MappedCall#actions()}. */
        OTHER_NAME,
        /** It takes no permission. */
        NO_PERMISSION,
        /** None of its actions is allowed by a policy of the role, and yet it was not denied. */
        NOT_BY_ROLE,
        /** None of its actions is allowed, and it was denied every time. */
        DENIED,
        /** It is not known which actions it takes. */
        UNKNOWN_SERVICE
    }

    /** @param actions that it takes, as in {@code s3:ListBucket} */
    public record MappedCall(LearnedCalls.SeenCall call, List<String> actions, Relation relation) {
        public MappedCall {
            actions = List.copyOf(actions);
        }
    }
}
