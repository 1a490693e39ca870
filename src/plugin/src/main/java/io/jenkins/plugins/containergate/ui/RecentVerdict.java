package io.jenkins.plugins.containergate.ui;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.Verdict;
import java.lang.ref.SoftReference;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A verdict that was read for one page and is wanted again for the next, for as long as memory allows. A file that changed
 * or went is noticed.
 */
final class RecentVerdict {
    private final Recent<Verdict> whole = new Recent<>();
    private final Recent<PageContent> page = new Recent<>();

    /** @throws GateException when it is gone, damaged, or of a version this plugin does not read */
    Verdict of(VerdictFile file) throws GateException {
        return whole.of(file, VerdictFile::read);
    }

    /** @throws GateException when it is gone, damaged, or of a version this plugin does not read */
    PageContent pageOf(VerdictFile file) throws GateException {
        return page.of(file, VerdictFile::readPage);
    }

    private static final class Recent<T> {
        private SoftReference<@Nullable Entry<T>> last = new SoftReference<>(null);

        private record Entry<T>(VerdictFile.Version version, T content) {}

        @FunctionalInterface
        private interface Reader<T> {
            T read(VerdictFile file) throws GateException;
        }

        synchronized T of(VerdictFile file, Reader<T> reader) throws GateException {
            Optional<VerdictFile.Version> version = file.version();
            Entry<T> known = last.get();
            if (known != null && version.filter(known.version()::equals).isPresent()) {
                return known.content();
            }
            T content = reader.read(file);
            if (version.isPresent()) {
                last = new SoftReference<>(new Entry<>(version.get(), content));
            }
            return content;
        }
    }
}
