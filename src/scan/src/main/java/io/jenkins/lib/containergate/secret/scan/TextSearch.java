package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.detect.Detector;
import io.jenkins.lib.containergate.secret.detect.FileKind;
import io.jenkins.lib.containergate.secret.document.DocumentPlace;
import io.jenkins.lib.containergate.secret.document.DocumentPlaces;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Searches a stream in overlapping buffers, so that neither a long file nor a long line needs memory: whatever lies
 * within {@link Detector#REACH} of its keyword is seen whole.
 */
final class TextSearch {
    private static final int CHUNK = 256 << 10;
    private static final int BUFFER = Detector.REACH + CHUNK + Detector.REACH;
    private static final int PROBE = 4096;

    private final SecretCatalogue catalogue;
    private final ScanOptions options;
    private final byte[] buffer = new byte[BUFFER];
    private final Utf16Segment wide = new Utf16Segment();

    TextSearch(SecretCatalogue catalogue, ScanOptions options) {
        this.catalogue = catalogue;
        this.options = options;
    }

    /** @return archives in base 64 that are in it */
    EncodedArchives search(FileContent content, ScannedFile subject, ScannedFile.Place place)
            throws IOException, GateException, InterruptedException {
        EncodedArchives archives = new EncodedArchives();
        PlacedHits hits = new PlacedHits();
        TextKind kind = TextKind.PLAIN;
        try (InputStream in = content.open()) {
            int filled = in.readNBytes(buffer, 0, PROBE);
            kind = TextKind.of(buffer, filled);
            archives.of(kind);
            search(in, filled, kind, subject, place, hits, archives);
        } finally {
            // also when the rest cannot be read
            if (hits.size() > 0) {
                report(hits, content, kind, subject, place);
            }
        }
        return archives;
    }

    /** @param probed how many bytes are in the buffer already */
    private void search(
            InputStream in,
            int probed,
            TextKind kind,
            ScannedFile subject,
            ScannedFile.Place place,
            PlacedHits found,
            EncodedArchives archives)
            throws IOException, GateException, InterruptedException {
        boolean program = kind == TextKind.PROGRAM;
        InputStream text = kind.readable(in);
        int filled = kind.readable(buffer, probed);
        ScannedFile.Place seen = program ? place.as(FileKind.PROSE) : place;
        BufferSearch search = new BufferSearch(
                catalogue, options, subject, seen, subject.limits().maxDecodeDepth());
        int searched = 0;
        long begin = 0;
        while (!subject.exhausted() && found.size() <= subject.limits().maxFindingsPerFile()) {
            int read = text.readNBytes(buffer, filled, BUFFER - filled);
            subject.contentRead(read);
            filled += read;
            boolean ended = filled < BUFFER;
            int safe = ended ? filled : filled - Detector.REACH;
            BufferSearch.Stretch stretch = new BufferSearch.Stretch(buffer, filled, searched, safe);
            List<Hit> hits = new ArrayList<>();
            search.search(stretch, program, hits);
            for (Decoding.Run run : search.archives()) {
                archives.add(begin + run.start(), run.encoding());
            }
            search.archivesInDecoded().forEach(archives::add);
            if (kind != TextKind.WIDE) {
                searchWide(stretch, search, hits);
            }
            for (Hit hit : hits.isEmpty() ? hits : Hit.strongest(hits)) {
                found.add(hit, begin + hit.start());
            }
            if (ended) {
                return;
            }
            int dropped = safe - Detector.REACH;
            begin += dropped;
            System.arraycopy(buffer, dropped, buffer, 0, filled - dropped);
            filled -= dropped;
            searched = Detector.REACH;
        }
    }

    /** UTF-16 inside other content; as in programs, what it says is not decoded. */
    private void searchWide(BufferSearch.Stretch stretch, BufferSearch search, List<Hit> hits)
            throws GateException, InterruptedException {
        BufferSearch.Stretch narrowed = wide.of(stretch);
        if (!wide.isEmpty()) {
            List<Hit> inside = new ArrayList<>();
            search.search(narrowed, true, inside);
            inside.forEach(hit -> hits.add(wide.outside(hit)));
        }
    }

    private void report(
            PlacedHits hits, FileContent content, TextKind kind, ScannedFile subject, ScannedFile.Place place)
            throws GateException, InterruptedException {
        DocumentPlaces.Source text = () -> kind.readable(content.open());
        SourceText source = new SourceText(text);
        SetupFile setup = new SetupFile(place.path(), source);
        SiteSettings site = new SiteSettings(place.path(), source);
        AnalyticsKeys analytics = new AnalyticsKeys(place.path(), source);
        SecretNames names = new SecretNames(catalogue, options, place);
        PlacedHits.Document document = positions ->
                kind == TextKind.PROGRAM ? Map.of() : DocumentPlaces.at(place.path(), text, content.size(), positions);
        DocumentPlace.NameCheck secretName = name -> hits.anyIn(name) || names.secret(name, subject);
        PlacedHits.Showing showing = (hit, shown) -> !shown.anchored()
                && shown.pointer(secretName)
                        .filter(pointer -> FixturePointer.is(hit.rule(), place.path(), pointer))
                        .isPresent();
        for (PlacedHits.Found found : hits.all(text, document, showing)) {
            Optional<String> pointer = found.place().isEmpty()
                    ? Optional.empty()
                    : found.place().get().pointer(secretName);
            Hit hit = found.hit();
            subject.found(
                    new FoundSecret(
                            hit.rule(),
                            hit.title(),
                            hit.severity(),
                            place.path(),
                            found.line(),
                            pointer,
                            hit.sample(),
                            hit.note(),
                            hit.through(),
                            hit.issued(),
                            hit.illustrates()
                                    || found.shown()
                                    || setup.protectsNothing(hit)
                                    || site.searchKey(hit)
                                    || analytics.onlyWrites(hit),
                            hit.fingerprint()),
                    hit.identity());
        }
    }
}
