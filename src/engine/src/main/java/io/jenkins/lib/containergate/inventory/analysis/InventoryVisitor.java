package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.analysis.LayerInventory.SymbolicLink;
import io.jenkins.lib.containergate.inventory.os.OsReleaseReader;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows one layer's files to the readers that claim them. Of several entries of one path the last counts, as when the
 * layer is unpacked.
 */
final class InventoryVisitor implements LayerVisitor<LayerInventory> {
    private static final byte[] NO_HEAD = {};

    private final List<PackageReader> readers;
    private final LayerBudget budget;
    private final Map<String, FileInventory> files = new LinkedHashMap<>();
    private final Map<String, String> hardLinks = new LinkedHashMap<>();
    private final Map<String, SymbolicLink> osReleaseLinks = new LinkedHashMap<>();
    private final Map<String, FileSign> signs = new LinkedHashMap<>();
    private List<PackageReader> claimants = List.of();

    InventoryVisitor(List<PackageReader> readers, LayerBudget budget) {
        this.readers = readers;
        this.budget = budget;
    }

    @Override
    public boolean wants(LayerEntry entry, byte[] head) {
        forget(entry.path());
        claimants = List.of();
        if (budget.exhausted()) {
            return false; // finish() reports it
        }
        FileSign.of(entry).ifPresent(sign -> {
            budget.note();
            signs.put(entry.path(), sign);
        });
        switch (entry.kind()) {
            case FILE -> claimants = claimants(entry, head);
            case HARD_LINK -> hardLink(entry);
            case SYMBOLIC_LINK -> {
                if (OsReleaseReader.isOsRelease(entry.path())) {
                    budget.note();
                    osReleaseLinks.put(entry.path(), new SymbolicLink(entry.path(), LinkPaths.symbolicTarget(entry)));
                }
            }
            case DIRECTORY, DEVICE, FIFO -> {
                // hold no packages themselves
            }
        }
        return !claimants.isEmpty();
    }

    private void forget(String path) {
        files.remove(path);
        hardLinks.remove(path);
        osReleaseLinks.remove(path);
        signs.remove(path);
    }

    private List<PackageReader> claimants(LayerEntry entry, byte[] head) {
        List<PackageReader> claiming = new ArrayList<>(0);
        for (PackageReader reader : readers) {
            if (reader.claims(entry, head)) {
                claiming.add(reader);
            }
        }
        return claiming;
    }

    /** A second name of a file: it outlives the first when a later layer deletes that one. */
    private void hardLink(LayerEntry entry) {
        String target = LinkPaths.hardTarget(entry);
        if (files.containsKey(target) || !claimants(entry, NO_HEAD).isEmpty()) {
            budget.note();
            hardLinks.put(entry.path(), target);
        }
    }

    @Override
    public void visit(LayerEntry entry, FileContent content) throws GateException, IOException, InterruptedException {
        FileRecorder recorder = new FileRecorder(entry.path(), budget);
        for (PackageReader reader : claimants) {
            try {
                reader.read(entry, content, recorder);
            } catch (MalformedContentException e) {
                recorder.gap(e.gap(entry.path(), entry.path()));
            } catch (LimitExceededException e) {
                budget.check(); // the layer's own limit ends the whole scan
                recorder.gap(tooLarge(entry.path(), e));
            }
        }
        files.put(entry.path(), recorder.result());
    }

    private static InventoryGap tooLarge(String path, LimitExceededException e) {
        return new InventoryGap(
                Unreadable.TOO_LARGE,
                "Package data exceeds a limit",
                path,
                path,
                e.problem(),
                "package data within the limits",
                e.remedy());
    }

    @Override
    public LayerInventory finish() throws GateException {
        for (Map.Entry<String, String> link : hardLinks.entrySet()) {
            FileInventory target = files.get(link.getValue());
            FileInventory linked;
            if (target == null) {
                FileRecorder recorder = new FileRecorder(link.getKey(), budget);
                recorder.gap(Unreadable.LINK.gap(link.getKey(), link.getKey(), "hard link to " + link.getValue()));
                linked = recorder.result();
            } else {
                budget.packages(target.packages().size());
                budget.gaps(target.gaps().size());
                linked = target.underName(link.getKey());
            }
            files.put(link.getKey(), linked);
        }
        budget.check();
        return new LayerInventory(
                files.values().stream().filter(file -> !file.empty()).toList(),
                List.copyOf(osReleaseLinks.values()),
                List.copyOf(signs.values()));
    }
}
