package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Sequence;
import io.jenkins.lib.containergate.ecs.document.Value.Unresolved;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Distributions of CloudFront, as far as their origins matter: one of them can be in a VPC. */
final class Distributions {
    /** From a distribution to its origins, in lower case and without underscores: CloudFormation and Terraform write them differently. */
    private static final Set<String> HOLD_ORIGINS = Set.of("distributionconfig", "origins", "origin");

    private static final String VPC_ORIGIN = "vpcoriginconfig";

    private Distributions() {}

    static boolean mayHaveVpcOrigins(Value distribution) {
        if (distribution instanceof Sequence list) {
            return list.items().stream().anyMatch(Distributions::mayHaveVpcOrigins);
        }
        if (!(distribution instanceof Mapping mapping)) {
            return distribution instanceof Unresolved;
        }
        for (Map.Entry<String, Value> member : mapping.members().entrySet()) {
            String name = member.getKey().toLowerCase(Locale.ROOT).replace("_", "");
            if (name.equals(VPC_ORIGIN) && !member.getValue().unset()
                    || HOLD_ORIGINS.contains(name) && mayHaveVpcOrigins(member.getValue())) {
                return true;
            }
        }
        return false;
    }
}
