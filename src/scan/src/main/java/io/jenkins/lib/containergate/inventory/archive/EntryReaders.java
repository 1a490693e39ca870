package io.jenkins.lib.containergate.inventory.archive;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.PackageReader;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.layer.LayerEntry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The readers of what lies in the archives of one file. */
final class EntryReaders {
    private final String file;
    private final List<PackageReader> readers;
    private final UnreadSigns signs;
    private final PackageSink sink;
    private final Set<String> unread = new HashSet<>();
    private final PythonCopies copies = new PythonCopies();

    EntryReaders(String file, List<PackageReader> readers, UnreadSigns signs, PackageSink sink) {
        this.file = file;
        this.readers = readers;
        this.signs = signs;
        this.sink = sink;
    }

    /** Those that read an entry. Says of one that it is the sign of something that nothing reads. */
    List<PackageReader> claiming(LayerEntry inside, byte[] head) throws LimitExceededException {
        copies.note(inside.path());
        Optional<String> sign = signs.of(inside, head).filter(unread::add);
        if (sign.isPresent()) {
            sink.gap(Unreadable.BUNDLE.gap(file, inside.path(), "the archive holds " + sign.get()));
        }
        List<PackageReader> claiming = new ArrayList<>(0);
        for (PackageReader reader : readers) {
            if (reader.claims(inside, head)) {
                claiming.add(reader);
            }
        }
        return claiming;
    }

    /** After the last entry. */
    void end() throws LimitExceededException {
        Optional<String> copy = copies.unnamed();
        if (copy.isPresent()) {
            sink.gap(Unreadable.BUNDLE.gap(
                    file, copy.get(), "the archive holds copies of Python packages without their metadata"));
        }
    }

    /** What cannot be read is a gap, and the next reader reads. */
    void read(List<PackageReader> claiming, LayerEntry inside, FileContent content)
            throws GateException, IOException, InterruptedException {
        for (PackageReader reader : claiming) {
            try {
                reader.read(inside, content, new InArchive(file, sink, copies::listed));
            } catch (MalformedContentException e) {
                sink.gap(e.gap(file, inside.path()));
            }
        }
    }
}
