package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.unpack.ChannelContent;
import io.jenkins.lib.containergate.inventory.unpack.ExceededException;
import io.jenkins.lib.containergate.inventory.unpack.UnpackingBudget;
import io.jenkins.lib.containergate.inventory.zip.ZipArchive;
import io.jenkins.lib.containergate.layer.FileContent;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;

/**
 * Searches zip archives: whole files, and those behind something else, as in executable jars of Spring Boot, PEX and shiv.
 * What counts is how a file ends, since that is all that programs look at which open it, whatever its name and its beginning.
 */
final class ZipSearch {
    /** Searches what lies in an archive, which may be one itself. */
    @FunctionalInterface
    interface Inner {
        void search(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
                throws IOException, GateException, InterruptedException;
    }

    private static final String BETWEEN = "(between entries)";

    private final TextSearch text;
    private final Inner inner;
    private final Inner plain;
    private final Inner appended;
    private final Inner ending;

    /**
     * @param plain searches what is no archive
     * @param appended opens what lies behind something and is no zip that it ends with
     * @param ending opens what lies anywhere in what follows an archive
     */
    ZipSearch(TextSearch text, Inner inner, Inner plain, Inner appended, Inner ending) {
        this.text = text;
        this.inner = inner;
        this.plain = plain;
        this.appended = appended;
        this.ending = ending;
    }

    /** A file that begins as a zip archive does. */
    void whole(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException, MalformedContentException {
        try (SeekableByteChannel channel = content.channel();
                ZipArchive zip = ZipArchive.open(channel, budget.archives())) {
            members(zip, subject, place, budget);
            FileContent beginning = new ChannelContent(zip.beginning());
            if (beginning.size() > 0) {
                behind(beginning, subject, place.deeper(), budget);
                plain.search(beginning, subject, place, budget);
            }
            FileContent after = new ChannelContent(zip.ending());
            if (after.size() > 0) {
                plain.search(after, subject, place, budget);
                ending.search(after, subject, place, budget);
            }
        }
    }

    /** A file that is searched as it is, too: nearly none ends as a zip archive does. Before that zip others may lie. */
    void behind(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException {
        behind(content, subject, place, budget, appended);
    }

    /** @param before opens what is no zip that it ends with */
    void behind(FileContent content, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget, Inner before)
            throws IOException, GateException, InterruptedException {
        if (!ZipArchive.isBehind(content)) {
            before.search(content, subject, place, budget);
            return;
        }
        try (SeekableByteChannel channel = content.channel()) {
            Optional<ZipArchive> found = ZipArchive.behind(channel, budget.archives());
            if (found.isEmpty()) {
                before.search(content, subject, place, budget);
                return;
            }
            try (ZipArchive zip = found.get()) {
                if (subject.atMaxDepth(place)) {
                    subject.tooDeep(place);
                    return;
                }
                subject.open();
                members(zip, subject, place, budget);
                ending.search(new ChannelContent(zip.ending()), subject, place, budget);
                behind(new ChannelContent(zip.beginning()), subject, place.deeper(), budget, before);
            }
        } catch (MalformedContentException e) {
            subject.unsearched(place, Unsearched.Reason.ARCHIVE, String.valueOf(e.getMessage()));
        } catch (ExceededException e) {
            subject.open();
            subject.exhausted(place, e.limit().problem());
        } catch (LimitExceededException e) {
            subject.exhausted(place, e.problem());
        }
    }

    private void members(ZipArchive zip, ScannedFile subject, ScannedFile.Place place, UnpackingBudget budget)
            throws IOException, GateException, InterruptedException, MalformedContentException {
        EntryNames names = EntryNames.names(text, subject, place);
        EntryNames notes = EntryNames.notes(text, subject, place);
        zip.forEach(member -> {
            names.add(member.name());
            notes.note(member.note());
            if (member.empty() || subject.exhausted()) {
                zip.pass(member);
                return;
            }
            ScannedFile.Place entry = place.entry(EntryNames.shortened(member.name()));
            try (SeekableByteChannel content = zip.channel(member)) {
                inner.search(new ChannelContent(content), subject, entry, budget);
            } catch (MalformedContentException e) {
                subject.unsearched(entry, Unsearched.Reason.ARCHIVE, String.valueOf(e.getMessage()));
            }
        });
        names.finish();
        notes.finish();
        for (SeekableByteChannel part : zip.between()) {
            if (!subject.exhausted()) {
                inner.search(new ChannelContent(part), subject, place.entry(BETWEEN), budget);
            }
        }
    }
}
