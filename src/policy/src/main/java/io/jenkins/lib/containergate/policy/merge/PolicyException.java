package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.key.Origin;
import java.util.List;
import java.util.stream.Collectors;

/** Layers that cannot be merged because an inner one asks for less than an outer one demands. Lists every refusal. */
public final class PolicyException extends GateException {
    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 50;

    private final transient List<Refusal> refusals;

    PolicyException(List<Refusal> refusals) {
        this(refusals, "ask for the same or stricter, or have the owner of the outer layer change it");
    }

    PolicyException(List<Refusal> refusals, String remedy) {
        super(words(refusals), remedy);
        this.refusals = List.copyOf(refusals);
    }

    private static String words(List<Refusal> refusals) {
        if (refusals.size() == 1) {
            return refusals.get(0).toString();
        }
        return refusals.stream()
                .limit(SHOWN)
                .map(Refusal::toString)
                .collect(Collectors.joining("\n  ", refusals.size() + " requests loosen the policy:\n  ", "\n"));
    }

    public List<Refusal> refusals() {
        return refusals;
    }

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
            String who = floorLayer.equals(Origin.DEFAULT.layer()) ? "the built-in policy" : floorLayer;
            return asker.place() + " asks " + key + "=" + asked + ", but " + who + " " + reason;
        }
    }
}
