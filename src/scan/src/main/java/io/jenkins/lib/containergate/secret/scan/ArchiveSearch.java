package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.unpack.AppendedArchive;
import io.jenkins.lib.containergate.inventory.unpack.ArchiveFormat;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import io.jenkins.lib.containergate.inventory.unpack.SpooledContent;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/** Searches what is in an archive, whatever it lies behind; everything else is searched as it is. */
final class ArchiveSearch {
    private final Limits limits;
    private final ZipSearch zips;
    private final EncodedSearch encoded;
    private final PlainSearch plain;
    private final FormatSearch formats;

    ArchiveSearch(TextSearch text, KeyFileSearch keys, NamedFileSearch named, Limits limits) {
        this.limits = limits;
        this.encoded = new EncodedSearch(text, keys, this::open, this::behind);
        this.plain = new PlainSearch(encoded, keys, named, this::search);
        this.zips = new ZipSearch(
                text,
                this::search,
                (content, subject, place, budget) ->
                        plain.search(FirstBytes.of(content), content, subject, place, budget),
                this::appended,
                (content, subject, place, budget) ->
                        appended(AppendedArchive.within(content), content, subject, place, budget));
        this.formats = new FormatSearch(
                text, zips, new GitSearch(this::search, limits.maxFileBytes()), encoded, this::search, this::following);
    }

    /** @return what was unpacked, see {@link SecretLimits#maxUnpackedBytes}, if the file is or ends with an archive that was opened */
    OptionalLong search(FileContent content, ScannedFile subject, ScannedFile.Place place)
            throws IOException, GateException, InterruptedException {
        UnpackingBudget budget = new UnpackingBudget(limits, subject.file());
        search(content, subject, place, budget);
        return subject.opened() ? OptionalLong.of(budget.spent()) : OptionalLong.empty();
    }

    /** Whether a search would open it. */
    boolean opens(FileContent content, String path, int maxArchiveDepth) throws IOException {
        byte[] head = FirstBytes.of(content);
        if (maxArchiveDepth < 1) {
            return false;
        }
        return FirstBytes.format(path, head) != ArchiveFormat.NONE
                || DocumentStreams.possible(head)
                || ZipArchive.isBehind(content)
                || !AppendedArchive.of(head, content).all().isEmpty();
    }

    private void search(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        byte[] head = FirstBytes.of(content);
        ArchiveFormat format = FirstBytes.format(place.path(), head);
        boolean tooDeep = subject.atMaxDepth(place);
        if (format == ArchiveFormat.NONE || tooDeep) {
            if (tooDeep && format != ArchiveFormat.NONE) {
                subject.tooDeep(place);
            }
            zips.behind(content, subject, place, budget);
            plain.search(head, content, subject, place, budget);
            return;
        }
        subject.open();
        try {
            open(format, content, subject, place, budget);
        } catch (MalformedArchiveException | MalformedContentException e) {
            malformed(content, subject, place, budget, String.valueOf(e.getMessage()));
        } catch (ExceededException e) {
            subject.exhausted(place, e.limit().problem());
        } catch (LimitExceededException e) {
            subject.exhausted(place, e.problem());
        }
    }

    /** What follows a script that unpacks it, a program or a picture. */
    private void appended(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        appended(AppendedArchive.of(FirstBytes.of(content), content), content, subject, place, budget);
    }

    /** What follows what is no archive itself, as far as a search of its text does not look at it. */
    private void behind(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        zips.behind(content, subject, place, budget);
    }

    private void open(
            ArchiveFormat format,
            FileContent content,
            ScannedFile subject,
            ScannedFile.Place place,
            UnpackingBudget budget)
            throws IOException, GateException, InterruptedException, MalformedContentException {
        formats.open(format, content, subject, place, budget);
    }

    /** What follows an archive that ended, and is none itself: another may be behind something. */
    private void following(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        zips.behind(content, subject, place, budget, this::anywhere);
        plain.search(FirstBytes.of(content), content, subject, place, budget);
    }

    /** What lies anywhere in what follows an archive, also before a zip that it ends with. */
    private void anywhere(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        appended(AppendedArchive.within(content), content, subject, place, budget);
        appended(content, subject, place, budget);
    }

    private void appended(
            AppendedArchive.Places places,
            FileContent content,
            ScannedFile subject,
            ScannedFile.Place place,
            UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        if (places.all().isEmpty()) {
            return;
        }
        if (subject.atMaxDepth(place)) {
            subject.tooDeep(place);
            return;
        }
        subject.open();
        if (places.more()) {
            subject.unsearched(place, Unsearched.Reason.TOO_LARGE, places.problem());
        }
        try {
            for (AppendedArchive.Place each : places.all()) {
                try (InputStream in = budget.bound(each.in(content), content::size);
                        SpooledContent archive = SpooledContent.of(in)) {
                    if (!subject.exhausted()) {
                        search(archive, subject, place.deeper(), budget);
                    }
                }
            }
        } catch (ExceededException e) {
            subject.exhausted(place, e.limit().problem());
        }
    }

    /** A text that is in no file. */
    void text(FileContent content, ScannedFile subject, ScannedFile.Place place)
            throws IOException, GateException, InterruptedException {
        encoded.text(content, subject, place, new UnpackingBudget(limits, subject.file()));
    }

    /** What does not open as an archive may still hold readable text. */
    private void malformed(
            FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget, String problem)
            throws IOException, GateException, InterruptedException {
        subject.unsearched(place, Unsearched.Reason.ARCHIVE, problem);
        encoded.text(content, subject, place, budget);
    }
}
