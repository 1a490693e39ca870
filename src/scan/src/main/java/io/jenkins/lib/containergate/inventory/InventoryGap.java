package io.jenkins.lib.containergate.inventory;

import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.finding.RuleId;
import io.jenkins.lib.containergate.image.Digest;

/**
 * Part of one file of a layer that could not be inventoried. It becomes a finding only when the container sees the
 * file.
 *
 * @param file path of the layer's file
 * @param path {@code file}, or a place inside it
 */
public record InventoryGap(
        RuleId rule, String title, String file, String path, String actual, String expected, String help) {

    public InventoryFinding inLayer(Digest diffId) {
        return new InventoryFinding(rule, title, Location.inLayer(diffId, path), actual, expected, help);
    }
}
