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
    private SoftReference<@Nullable Entry> last = new SoftReference<>(null);

    private record Entry(VerdictFile.Version version, Verdict verdict) {}

    /** @throws GateException when it is gone, damaged, or of a version this plugin does not read */
    synchronized Verdict of(VerdictFile file) throws GateException {
        Optional<VerdictFile.Version> version = file.version();
        Entry known = last.get();
        if (known != null && version.filter(known.version()::equals).isPresent()) {
            return known.verdict();
        }
        Verdict verdict = file.read();
        if (version.isPresent()) {
            last = new SoftReference<>(new Entry(version.get(), verdict));
        }
        return verdict;
    }
}
