package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.inventory.InventoryLimits;

/**
 * What was read of one file, and what it takes of the budget of a layer.
 *
 * @param packages that were counted, whether or not they are in the inventory
 * @param gaps likewise
 * @param unpacked see {@link InventoryLimits#maxUnpackedBytes}
 */
record FileReading(FileInventory inventory, long packages, long gaps, long unpacked) {}
