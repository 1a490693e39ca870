package io.jenkins.lib.containergate.ecs.declared;

import io.jenkins.lib.containergate.arn.Arn;
import io.jenkins.lib.containergate.aws.Lookup;
import io.jenkins.lib.containergate.aws.iam.IamPolicy;
import io.jenkins.lib.containergate.aws.iam.IamRole;
import io.jenkins.lib.containergate.ecs.account.iam.AwsPolicies;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.fault.GateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A role while everything that a file attaches to it is gathered. A boundary is left out: without it a role may do more. */
final class RoleDraft {
    private final String name;
    private final Value trust;
    private final List<Part> policies = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private @Nullable String later;

    private record Part(String name, Value document) {}

    /** @param name that the file gives the resource */
    RoleDraft(String name, Value trust) {
        this.name = name;
        this.trust = trust;
    }

    String name() {
        return name;
    }

    void add(String policy, Value document) {
        policies.add(new Part(policy, document));
    }

    /** @param policy whose document the file does not hold */
    void attach(String policy, Value mark) {
        Optional<String> known = AwsPolicies.document(policy);
        if (known.isPresent()) {
            add(policy, new Value.Text(known.get(), mark.mark()));
        } else {
            unread.add(policy);
        }
    }

    /** That its list of policies is filled in later, and nobody wrote one. */
    void filledIn(String why) {
        later = why;
    }

    private Lookup<String> trusted() {
        try {
            return new Lookup.Answered<>(PolicyText.of(trust));
        } catch (GateException e) {
            return new Lookup.Failed<>(
                    "the trust policy of the declared role " + name + " is not known: " + e.problem(), e.remedy());
        }
    }

    Lookup<IamRole> role() {
        List<IamPolicy> read = new ArrayList<>();
        List<String> missing = new ArrayList<>(unread);
        String part = "";
        try {
            for (Part each : policies) {
                part = each.name();
                if (each.document() instanceof Value.Unresolved later
                        && later.shape().isEmpty()) {
                    missing.add(each.name() + ", of which " + later.reason());
                } else {
                    read.add(new IamPolicy(IamPolicy.Kind.INLINE, each.name(), PolicyText.of(each.document())));
                }
            }
            Arn arn = new Arn("aws", "iam", "", "", "role/" + name);
            return new Lookup.Answered<>(
                    new IamRole(arn, trusted(), read, Optional.empty(), missing, Optional.ofNullable(later)));
        } catch (GateException e) {
            return new Lookup.Failed<>(
                    "the policy " + part + " of the declared role " + name + " is not known: " + e.problem(),
                    e.remedy());
        }
    }
}
