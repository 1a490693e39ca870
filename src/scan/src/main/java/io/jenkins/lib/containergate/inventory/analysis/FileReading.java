package io.jenkins.lib.containergate.inventory.analysis;

/**
 * What was read of one file, and what it takes of the budget of a layer.
 *
 * @param packages that were counted, whether or not they are in the inventory
 * @param gaps likewise
 */
record FileReading(FileInventory inventory, long packages, long gaps) {}
