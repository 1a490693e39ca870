package io.jenkins.lib.containergate.gate;

import io.jenkins.lib.containergate.policy.key.TaskDefinitionKeys;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.setting.Choice.Demand;
import java.util.EnumSet;
import java.util.Set;

/** What can be demanded of every image of a task, besides what its definition says. */
public enum ImageDemand {
    /** Signed by those whom the policy trusts. */
    SIGNED,
    /** Its content judged, as any image's is. */
    SCANNED;

    /** What the policy requires; nothing by default. */
    public static Set<ImageDemand> of(EffectivePolicy policy) {
        Set<ImageDemand> demands = EnumSet.noneOf(ImageDemand.class);
        if (policy.get(TaskDefinitionKeys.IMAGES_SIGNED).value() == Demand.REQUIRED) {
            demands.add(SIGNED);
        }
        if (policy.get(TaskDefinitionKeys.IMAGES_SCANNED).value() == Demand.REQUIRED) {
            demands.add(SCANNED);
        }
        return demands;
    }
}
