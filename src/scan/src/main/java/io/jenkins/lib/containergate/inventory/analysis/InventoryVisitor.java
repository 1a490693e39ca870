package io.jenkins.lib.containergate.inventory.analysis;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.ContentDigests;
import io.jenkins.lib.containergate.inventory.InventoryGap;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.inventory.analysis.LayerInventory.Link;
import io.jenkins.lib.containergate.inventory.jar.LibraryClasses;
import io.jenkins.lib.containergate.inventory.os.OsReleaseReader;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import io.jenkins.lib.containergate.layer.LayerVisitor.FileVisitor;
import io.jenkins.lib.containergate.layer.LinkTarget;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Shows one layer's files to the readers that claim them. Of several entries of one path the last counts, as when the
 * layer is unpacked.
 */
final class InventoryVisitor implements FileVisitor<FileReading, LayerInventory> {
    private final List<PackageReader> readers;
    private final ReadersByName byName;
    private final LayerBudget budget;
    /** Of each file that is read, by whom. */
    private final Map<String, List<PackageReader>> takers = new HashMap<>();

    private final Map<String, FileInventory> files = new LinkedHashMap<>();
    private final Map<String, Link> links = new LinkedHashMap<>();
    private final Map<String, Link> osReleaseLinks = new LinkedHashMap<>();
    private final Map<String, FileSign> signs = new LinkedHashMap<>();
    private final Set<String> storedPackages = new HashSet<>();
    /** By the directory that the packages of the classes begin in. */
    private final Map<String, FileSign> unpackedLibraries = new LinkedHashMap<>();

    private final Map<String, Integer> unpackedClasses = new HashMap<>();
    private List<PackageReader> claimants = List.of();

    InventoryVisitor(List<PackageReader> readers, LayerBudget budget) {
        this.readers = readers;
        this.byName = new ReadersByName(readers);
        this.budget = budget;
    }

    @Override
    public boolean wants(LayerEntry entry, byte[] head) {
        forget(entry.path());
        claimants = List.of();
        if (budget.exhausted()) {
            return false; // finish() reports it
        }
        FileSign.of(entry, head).filter(sign -> counts(sign, entry)).ifPresent(sign -> {
            budget.note();
            signs.put(entry.path(), sign);
        });
        unpackedClass(entry);
        switch (entry.kind()) {
            case FILE -> {
                claimants = ReadersByName.claiming(readers, entry, head);
                if (!claimants.isEmpty()) {
                    takers.put(entry.path(), claimants);
                }
            }
            case HARD_LINK -> hardLink(entry);
            case SYMBOLIC_LINK -> {
                if (OsReleaseReader.isOsRelease(entry.path())) {
                    budget.note();
                    osReleaseLinks.put(entry.path(), new Link(entry.path(), LinkTarget.ofSymbolicLink(entry)));
                }
                symbolicLink(entry);
            }
            case DIRECTORY, DEVICE, FIFO -> {
                // hold no packages themselves
            }
        }
        return !claimants.isEmpty() || entry.kind() == LayerEntry.Kind.FILE && mayBeOwned(entry.path());
    }

    @Override
    public boolean looksAtEnd(LayerEntry entry) {
        if (!budget.exhausted()) {
            for (PackageReader reader : readers) {
                if (reader.looksAtEnd(entry)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public boolean wantsForItsEnd(LayerEntry entry, FileContent content) throws IOException {
        claimants = behind(entry, content);
        if (!claimants.isEmpty()) {
            takers.put(entry.path(), claimants);
        }
        return !claimants.isEmpty();
    }

    @Override
    public boolean wantsEnd(LayerEntry entry) {
        if (!budget.exhausted() && !takers.containsKey(entry.path())) {
            for (PackageReader reader : readers) {
                if (reader.wantsEnd(entry)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Override
    public void end(LayerEntry entry, byte[] last) throws LimitExceededException {
        LayerBudget rest = budget.ofFile();
        FileRecorder recorder = new FileRecorder(entry.path(), rest);
        for (PackageReader reader : readers) {
            if (reader.wantsEnd(entry)) {
                reader.end(entry, last, recorder);
            }
        }
        take(new FileReading(recorder.result(Optional.empty()), 0, rest.gapsSince(budget), 0));
    }

    private List<PackageReader> behind(LayerEntry entry, FileContent content) throws IOException {
        List<PackageReader> found = List.of();
        for (PackageReader reader : readers) {
            if (reader.looksAtEnd(entry) && !claimants.contains(reader) && reader.endsAsOne(entry, content)) {
                found = found.isEmpty() ? new ArrayList<>(1) : found;
                found.add(reader);
            }
        }
        return found;
    }

    /** Depends on the entry and its first bytes alone, as {@link #look} must. */
    private boolean mayBeOwned(String path) {
        FileSign sign = signs.get(path);
        return sign != null && sign.mayBeOwned();
    }

    /** Whether it stands for something that no other sign stands for yet. Who reads the file is asked last: it takes longest. */
    private boolean counts(FileSign sign, LayerEntry entry) {
        FileSign.Meaning meaning = sign.meaning();
        String item = meaning.oneOfEach() ? sign.item() : "";
        if (meaning.oneOfEach() && storedPackages.contains(item)
                || !meaning.list() && !meaning.ofContent() && isReadByName(entry)) {
            return false;
        }
        return !meaning.oneOfEach() || storedPackages.add(item);
    }

    /** A reader knows the file by its name, so that it is no sign of something unread. A symbolic link stays one. */
    private boolean isReadByName(LayerEntry entry) {
        return entry.kind() != LayerEntry.Kind.SYMBOLIC_LINK
                && !byName.of(entry).isEmpty();
    }

    private void unpackedClass(LayerEntry entry) {
        if (entry.kind() == LayerEntry.Kind.FILE && entry.name().endsWith(".class")) {
            LibraryClasses.root(entry.path()).ifPresent(root -> {
                FileSign first = new FileSign(FileSign.Meaning.LIBRARY_CLASSES, entry.path());
                if (unpackedLibraries.putIfAbsent(root, first) == null) {
                    budget.note();
                }
                unpackedClasses.merge(root, 1, Integer::sum);
            });
        }
    }

    /** Signs of files, and of directories with classes of libraries. */
    private List<FileSign> allSigns() {
        List<FileSign> all = new ArrayList<>(signs.values());
        unpackedLibraries.forEach((root, first) -> {
            if (unpackedClasses.getOrDefault(root, 0) >= LibraryClasses.FEWEST) {
                all.add(first);
            }
        });
        return List.copyOf(all);
    }

    private void forget(String path) {
        files.remove(path);
        links.remove(path);
        takers.remove(path);
        osReleaseLinks.remove(path);
        FileSign before = signs.remove(path);
        if (before != null && before.meaning().oneOfEach()) {
            storedPackages.remove(before.item());
        }
    }

    /**
     * A second name of a file. What its first name said of it counts for this one; but when only this one tells that
     * it is a package file, or one of that kind, the content was not looked at so.
     */
    private void hardLink(LayerEntry entry) {
        String target = LinkTarget.ofHardLink(entry);
        List<PackageReader> read = takers.getOrDefault(target, List.of());
        boolean archive = read.stream().anyMatch(PackageReader::opensArchives);
        if (byName.of(entry).stream()
                .anyMatch(reader -> !read.contains(reader) && !(archive && reader.opensArchives()))) {
            budget.note();
            links.put(entry.path(), new Link(entry.path(), target));
        }
    }

    /** The few that are followed have a finding of their own. */
    private void symbolicLink(LayerEntry entry) {
        String target = LinkTarget.ofSymbolicLink(entry);
        if (!LinkedFiles.follows(entry.path()) && !byName.alike(entry.path(), target)) {
            budget.note();
            links.put(entry.path(), new Link(entry.path(), target));
        }
    }

    @Override
    public FileReading look(LayerEntry entry, FileContent content)
            throws GateException, IOException, InterruptedException {
        LayerBudget rest = budget.ofFile();
        FileRecorder recorder = new FileRecorder(entry.path(), rest);
        List<PackageReader> all = new ArrayList<>(claimants);
        all.addAll(behind(entry, content));
        for (PackageReader reader : all) {
            try {
                reader.read(entry, content, recorder);
            } catch (MalformedContentException e) {
                recorder.gap(e.gap(entry.path(), entry.path()));
            } catch (LimitExceededException e) {
                rest.check(); // the layer's own limit ends the whole scan
                recorder.gap(tooLarge(entry.path(), e));
            }
        }
        boolean open = recorder.leavesOpen() || mayBeOwned(entry.path());
        return new FileReading(
                recorder.result(open ? Optional.of(digests(content)) : Optional.empty()),
                rest.packagesSince(budget),
                rest.gapsSince(budget),
                rest.unpackedSince(budget));
    }

    @Override
    public void take(FileReading seen) throws LimitExceededException {
        budget.spend(seen);
        files.put(seen.inventory().path(), seen.inventory());
    }

    /** A gap may say in which layer of which image it is. */
    @Override
    public boolean keeps(FileReading seen) {
        return seen.inventory().gaps().isEmpty();
    }

    private static ContentDigests digests(FileContent content) throws IOException {
        try (InputStream in = content.open()) {
            return ContentDigests.of(in);
        }
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
        budget.check();
        return new LayerInventory(
                files.values().stream().filter(file -> !file.empty()).toList(),
                List.copyOf(links.values()),
                List.copyOf(osReleaseLinks.values()),
                allSigns());
    }
}
