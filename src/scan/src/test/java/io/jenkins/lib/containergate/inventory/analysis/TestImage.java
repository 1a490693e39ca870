package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.InventoryFinding;
import io.jenkins.lib.containergate.image.Digest;
import io.jenkins.lib.containergate.inventory.InstalledPackage;
import io.jenkins.lib.containergate.inventory.PackageInventory;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerEntry.Kind;
import io.jenkins.lib.containergate.layer.Visibility;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Several test layers and what a container sees of them. */
final class TestImage implements Visibility {
    private final List<TestLayer> layers;
    private final Map<String, Integer> owners = new TreeMap<>();
    private final Map<String, Kind> kinds = new TreeMap<>();
    /** Visible hard links: the layer and path whose content each shows. */
    private final Map<String, String> shown = new TreeMap<>();

    private TestImage(List<TestLayer> layers) {
        this.layers = layers;
        for (int i = 0; i < layers.size(); i++) {
            for (String path : layers.get(i).deleted()) {
                owners.keySet().removeIf(p -> p.equals(path) || p.startsWith(path + "/"));
                shown.keySet().retainAll(owners.keySet());
            }
            for (LayerEntry entry : layers.get(i).entries().toList()) {
                owners.put(entry.path(), i);
                kinds.put(entry.path(), entry.kind());
                shown.remove(entry.path());
                if (entry.kind() == Kind.HARD_LINK) {
                    shown.put(entry.path(), i + " " + entry.linkTarget());
                }
            }
        }
    }

    static TestImage of(TestLayer... layers) {
        return new TestImage(List.of(layers));
    }

    PackageInventory inventory() throws GateException, IOException, InterruptedException {
        List<LayerInventory> results = new ArrayList<>();
        List<Digest> diffIds = new ArrayList<>();
        for (TestLayer layer : layers) {
            diffIds.add(TestLayer.diffId(diffIds.size()));
            results.add(layer.inventory());
        }
        return new InventoryAssembler(results, diffIds, this).assemble();
    }

    List<String> purls() throws GateException, IOException, InterruptedException {
        return inventory().packages().stream().map(InstalledPackage::purl).toList();
    }

    List<String> gapRules() throws GateException, IOException, InterruptedException {
        return inventory().gaps().stream()
                .map(InventoryFinding::rule)
                .map(Object::toString)
                .toList();
    }

    /** Index of the layer each package is attributed to, by package name. */
    Map<String, Integer> attribution() throws GateException, IOException, InterruptedException {
        Map<String, Integer> attribution = new TreeMap<>();
        for (InstalledPackage p : inventory().packages()) {
            for (int i = 0; i < layers.size(); i++) {
                if (p.layer().equals(TestLayer.diffId(i))) {
                    attribution.put(p.name(), i);
                }
            }
        }
        return attribution;
    }

    @Override
    public boolean visible(int layerIndex, String path) {
        return Integer.valueOf(layerIndex).equals(owners.get(path)) || shown.containsValue(layerIndex + " " + path);
    }

    @Override
    public long fileCount() {
        return owners.keySet().stream()
                .filter(path -> kinds.get(path) == Kind.FILE || kinds.get(path) == Kind.HARD_LINK)
                .count();
    }
}
