package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.unpack.DiskImage;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import io.jenkins.lib.containergate.inventory.unpack.MemoryDump;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;

/** Searches what is no archive: as a document with compressed streams, as a key, as credentials by its name, and as text. */
final class PlainSearch {
    private static final String DISK_IMAGE =
            "it is the image of a disk, whose files are not opened; text that lies in it uncompressed is searched";

    private static final String MEMORY =
            ", of which only tokens of known formats are found, not passwords and what is encoded";

    private final EncodedSearch encoded;
    private final KeyFileSearch keys;
    private final NamedFileSearch named;
    private final ZipSearch.Inner inner;

    PlainSearch(EncodedSearch encoded, KeyFileSearch keys, NamedFileSearch named, ZipSearch.Inner inner) {
        this.encoded = encoded;
        this.keys = keys;
        this.named = named;
        this.inner = inner;
    }

    void search(byte[] head, FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        if (DocumentStreams.possible(head)) {
            try {
                new DocumentStreams(budget)
                        .forEach(
                                content,
                                subject,
                                place,
                                (name, stream) -> inner.search(stream, subject, place.entry(name), budget));
            } catch (ExceededException e) {
                subject.exhausted(place, e.limit().problem());
            } catch (LimitExceededException e) {
                subject.exhausted(place, e.problem());
            }
        }
        if (DiskImage.is(head, content)) {
            subject.unsearched(place, Unsearched.Reason.ARCHIVE, DISK_IMAGE);
        }
        MemoryDump.kind(head)
                .ifPresent(kind -> subject.unsearched(place, Unsearched.Reason.ARCHIVE, "it is " + kind + MEMORY));
        CompressedRecords.kind(head, place.path(), content)
                .ifPresent(kind -> subject.unsearched(
                        place, Unsearched.Reason.ARCHIVE, "it is " + kind + ", which are not opened"));
        keys.search(head, content, subject, place);
        named.search(content, subject, place);
        encoded.text(content, subject, place, budget);
        if (QuotedPrintableText.possible(head)) {
            try (InputStream in = budget.bound(new QuotedPrintableText(content.open()), content::size);
                    SpooledContent decoded = SpooledContent.of(in)) {
                encoded.text(decoded, subject, place, budget);
            } catch (ExceededException e) {
                subject.exhausted(place, e.limit().problem());
            }
        }
    }
}
