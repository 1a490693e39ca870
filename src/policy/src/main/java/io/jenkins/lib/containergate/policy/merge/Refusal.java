package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.key.Origin;

/**
 * A request that would loosen an outer layer.
 *
 * @param asker who asked
 * @param key what for: {@code vulnerabilities.max.critical}, {@code waivers}
 * @param asked the value asked for
 * @param floorLayer the outer layer that refuses
 * @param reason the rest of the sentence that starts with the floor's name: {@code allows at most 0}
 */
public record Refusal(Origin asker, String key, String asked, String floorLayer, String reason) {
    /** {@code team.yaml:7 asks vulnerabilities.max.critical=5, but org allows at most 0}. */
    @Override
    public String toString() {
        String who = floorLayer.equals(Origin.DEFAULT.layer()) ? "the default" : floorLayer;
        return asker.place() + " asks " + key + "=" + asked + ", but " + who + " " + reason;
    }
}
