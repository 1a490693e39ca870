package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.UnsupportedArchiveException;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;

/** Searches text, and opens the archives and key stores that stand in it in base 64 or uuencoded. */
final class EncodedSearch {
    private final TextSearch text;
    private final KeyFileSearch keys;
    private final Opener opener;
    private final ZipSearch.Inner behind;

    /** Opens what begins as an archive. */
    @FunctionalInterface
    interface Opener {
        void open(
                ArchiveFormat format,
                FileContent content,
                ScannedFile subject,
                ScannedFile.Place place,
                UnpackingBudget budget)
                throws IOException, GateException, InterruptedException, MalformedContentException;
    }

    /** @param behind searches what follows what is no archive, such as a script that unpacks it */
    EncodedSearch(TextSearch text, KeyFileSearch keys, Opener opener, ZipSearch.Inner behind) {
        this.text = text;
        this.keys = keys;
        this.opener = opener;
        this.behind = behind;
    }

    /** With the archives in base 64 that are in it. */
    void text(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        EncodedArchives archives = text.search(content, subject, place);
        if (archives.full()) {
            subject.exhausted(place, "it holds more archives in base 64 than are opened");
        }
        for (EncodedArchives.Encoded each : archives.in(content)) {
            if (subject.atMaxDepth(place)) {
                subject.tooDeep(place);
                return;
            }
            try (InputStream encoded = budget.bound(each.decoded(), content::size);
                    SpooledContent decoded = SpooledContent.of(encoded)) {
                budget.entry();
                encoded(decoded, subject, place.entry(each.encoding().entry()), budget);
            } catch (ExceededException e) {
                subject.exhausted(place, e.limit().problem());
            } catch (LimitExceededException e) {
                subject.exhausted(place, e.problem());
            }
        }
    }

    /** What begins as an archive and cannot be opened by anybody is text that happens to begin so, and fixtures of tests are broken on purpose. */
    private void encoded(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        byte[] head = FirstBytes.of(content);
        ArchiveFormat format = FirstBytes.format(place.path(), head);
        if (subject.exhausted()) {
            return;
        }
        if (format == ArchiveFormat.NONE) {
            keys.search(head, content, subject, place);
            behind.search(content, subject, place, budget);
            text(content, subject, place, budget);
            return;
        }
        subject.open();
        try {
            opener.open(format, content, subject, place, budget);
        } catch (UnsupportedArchiveException e) {
            subject.unsearched(place, Unsearched.Reason.ARCHIVE, String.valueOf(e.getMessage()));
        } catch (MalformedArchiveException | MalformedContentException e) {
            if (format == ArchiveFormat.SEVEN_ZIP || format == ArchiveFormat.UNKNOWN) {
                subject.unsearched(place, Unsearched.Reason.ARCHIVE, String.valueOf(e.getMessage()));
            }
        }
    }
}
