package io.jenkins.plugins.containergate.ui;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.jenkins.lib.containergate.policy.merge.PolicyExplanation;

/** One value of the policy a verdict was reached under. */
public final class PolicyLine {
    private final String key;
    private final String value;
    private final String layer;
    private final String place;

    @JsonCreator
    PolicyLine(
            @JsonProperty(value = "key", required = true) String key,
            @JsonProperty(value = "value", required = true) String value,
            @JsonProperty(value = "layer", required = true) String layer,
            @JsonProperty(value = "place", required = true) String place) {
        this.key = key;
        this.value = value;
        this.layer = layer;
        this.place = place;
    }

    static PolicyLine of(PolicyExplanation.Line line) {
        return new PolicyLine(line.key(), line.value(), line.decidedBy(), line.place());
    }

    public String getKey() {
        return key;
    }

    public String getValue() {
        return value;
    }

    /** The layer that set it: {@code org}, {@code folder teams}, {@code workspace}. */
    public String getLayer() {
        return layer;
    }

    /** Layer, file and line. */
    public String getPlace() {
        return place;
    }
}
