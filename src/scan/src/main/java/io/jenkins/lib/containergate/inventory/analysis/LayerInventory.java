package io.jenkins.lib.containergate.inventory.analysis;

import java.util.List;

/**
 * What one layer says about installed packages: plain data that depends on the layer's content only.
 *
 * @param files in tar order; files that say nothing are left out
 * @param unreadLinks hard and symbolic links named like package files, to a file that is not read as such in this layer
 * @param osReleaseLinks symbolic links that may lead to {@code os-release}
 * @param signs files whose mere presence matters
 */
public record LayerInventory(
        List<FileInventory> files, List<Link> unreadLinks, List<Link> osReleaseLinks, List<FileSign> signs) {
    public LayerInventory {
        files = List.copyOf(files);
        unreadLinks = List.copyOf(unreadLinks);
        osReleaseLinks = List.copyOf(osReleaseLinks);
        signs = List.copyOf(signs);
    }

    /**
     * @param path of the link in the layer
     * @param target as a path from the root, without leading slash
     */
    public record Link(String path, String target) {}
}
