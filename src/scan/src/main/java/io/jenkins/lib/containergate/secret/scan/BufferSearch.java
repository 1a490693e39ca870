package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue.PlannedRule;
import io.jenkins.lib.containergate.secret.catalogue.SecretRule;
import io.jenkins.lib.containergate.secret.detect.Candidate;
import io.jenkins.lib.containergate.secret.detect.Span;
import io.jenkins.lib.containergate.secret.text.KeywordFinder;
import io.jenkins.lib.containergate.secret.text.KeywordHits;
import io.jenkins.lib.containergate.secret.text.PrintableRuns;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Searches one buffer: keywords first, then the rules at each, then what parts of it decode to. */
final class BufferSearch {
    static final int MOST_HITS = 1_000;
    /** Keywords that the shortest text may hold. */
    private static final int FEW = 1_000;
    /** Bytes before a text that a match of an organisation's rule may begin, and some more. */
    private static final int BEFORE_TEXT = 4 << 10;
    /** Layers of gzip around one text: some gzip data unpacks to itself, without end. */
    private static final int MOST_LAYERS = 6;

    private final SecretCatalogue catalogue;
    private final ScanOptions options;
    private final ScannedFile subject;
    private final ScannedFile.Place place;
    private final int decodeDepth;
    private List<Decoding.Run> archives = List.of();
    /** What is decoded is not there any more when archives are opened. */
    private final List<EncodedArchives.Held> held = new ArrayList<>();

    BufferSearch(
            SecretCatalogue catalogue,
            ScanOptions options,
            ScannedFile subject,
            ScannedFile.Place place,
            int decodeDepth) {
        this.catalogue = catalogue;
        this.options = options;
        this.subject = subject;
        this.place = place;
        this.decodeDepth = decodeDepth;
    }

    /** Positions in a buffer: what is filled of it, and which part is to be searched now. */
    record Stretch(byte[] bytes, int filled, int from, int to) {
        TextWindow window() {
            return TextWindow.over(bytes, 0, filled);
        }
    }

    /**
     * @param program whether the content is no text: then only text inside of it is searched, and nothing decoded
     */
    void search(Stretch stretch, boolean program, List<Hit> hits) throws GateException, InterruptedException {
        subject.checkDeadline();
        TextWindow window = program ? stretch.window().ofProgram() : stretch.window();
        KeywordHits keywords = keywords(stretch, program);
        if (keywords.full()) {
            subject.exhausted(place, "it holds too many words that secrets go with, for its size");
        }
        archives = List.of();
        held.clear();
        boolean decode = !program && decodeDepth > 0;
        CustomSearch custom = new CustomSearch(catalogue, options, subject, place, window);
        int escapesDone = 0;
        int shortest = catalogue.customRules().isEmpty() ? PrintableRuns.SHORTEST : 1;
        Decoding decoding = new Decoding(window, stretch, shortest, this::searchDecoded);
        for (int i = 0; i < keywords.count(); i++) {
            int keyword = keywords.keyword(i);
            int end = keywords.end(i);
            int start = end - catalogue.finder().keywords().get(keyword).length();
            if (end <= stretch.from()) {
                custom.at(start, catalogue.customRulesOf(keyword));
                continue;
            }
            if (possible(keyword, window, start)) {
                if (!subject.candidate(place)) {
                    break;
                }
                detect(keyword, window, start, end, hits);
            }
            // nearly always none, and to add none costs as much as the rest of the loop
            List<PlannedRule> ofOrganisation = catalogue.customRulesOf(keyword);
            if (!ofOrganisation.isEmpty()) {
                custom.at(start, ofOrganisation);
            }
            if (catalogue.escape(keyword) && decode && start >= escapesDone) {
                int before = hits.size();
                escapesDone = decoding.percent(start, hits);
                if (hits.size() > before && new Candidate(window, start, end, place.kind()).explains()) {
                    // decoded, it has nothing around it any more
                    hits.subList(before, hits.size()).removeIf(Hit::generic);
                }
            }
            if (catalogue.uuencoded(keyword) && decode) {
                decoding.uuencoded(start);
            }
        }
        custom.search(hits);
        if (decode) {
            decoding.base64AndHexadecimal(hits);
            archives = decoding.archives();
        }
        if (hits.size() >= MOST_HITS) {
            subject.exhausted(place, "it holds more secrets than are listed");
        }
    }

    /** Archives in base 64, and uuencoded data, in the stretch that was searched last, in its buffer. */
    List<Decoding.Run> archives() {
        return archives;
    }

    /** Archives in base 64 in what was decoded of it. */
    List<EncodedArchives.Held> archivesInDecoded() {
        return List.copyOf(held);
    }

    private void hold(byte[] text, BufferSearch searched) {
        for (Decoding.Run run : searched.archives()) {
            held.add(new EncodedArchives.Held(Arrays.copyOfRange(text, run.start(), run.end()), run.encoding()));
        }
        held.addAll(searched.archivesInDecoded());
    }

    private void detect(int keyword, TextWindow window, int start, int end, List<Hit> hits) {
        Candidate candidate = new Candidate(window, start, end, place.kind());
        for (SecretRule rule : catalogue.rulesOf(keyword)) {
            if (hits.size() < MOST_HITS
                    && rule.detector().possible(window, start)
                    && rule.concerns(place.path(), place.kind())) {
                rule.detector().detect(candidate).ifPresent(span -> add(rule, span, candidate, hits));
            }
        }
    }

    /** Whether anything of this project's comes of the keyword: most of those that occur often are only a part of some word. */
    private boolean possible(int keyword, TextWindow window, int start) {
        for (SecretRule rule : catalogue.rulesOf(keyword)) {
            if (rule.detector().possible(window, start)) {
                return true;
            }
        }
        return catalogue.escape(keyword);
    }

    private KeywordHits keywords(Stretch stretch, boolean program) {
        KeywordFinder finder = catalogue.finder();
        KeywordHits hits = new KeywordHits(stretch.to() + FEW);
        byte[] bytes = stretch.bytes();
        int from = stretch.from();
        int to = stretch.to();
        if (program && catalogue.customRules().isEmpty()) {
            int first = Math.max(0, from - finder.longest() - PrintableRuns.SHORTEST);
            int last = Math.min(stretch.filled(), to + PrintableRuns.SHORTEST);
            PrintableRuns.find(
                    bytes, first, last, (start, end) -> finder.search(bytes, start, from, Math.min(end, to), hits));
        } else {
            // a match of an organisation's rule may begin in what an earlier buffer was searched for, and end here
            int begin = catalogue.customRules().isEmpty() ? from : Math.min(from, BEFORE_TEXT);
            finder.search(bytes, 0, begin, to, hits);
        }
        return hits.sorted();
    }

    private void add(SecretRule rule, Span found, Candidate candidate, List<Hit> hits) {
        TextWindow window = candidate.text();
        // a token that its issuer made is real wherever it is, so nobody has to look at what is around it
        Span span = found.illustrates() || rule.issued() ? found : found.illustrating(candidate.documents());
        String value = span.resolved().orElseGet(() -> window.text(span.start(), span.end()));
        if (options.allowed(window, span.start(), span.end())) {
            return;
        }
        hits.add(Hit.of(
                rule.id(),
                rule.title(),
                rule.severity(),
                rule.generic(),
                rule.issued(),
                span,
                value,
                options.redaction()));
    }

    /** What a stretch of the buffer decodes to is searched as a buffer of its own. */
    private List<Hit> searchDecoded(byte[] decoded) throws GateException, InterruptedException {
        byte[] text = decoded;
        for (int layers = 0; Gunzipped.recognised(text); layers++) {
            if (layers == MOST_LAYERS) {
                subject.unsearched(
                        place,
                        Unsearched.Reason.TOO_LARGE,
                        "it holds gzip in base 64 that is compressed more than " + MOST_LAYERS + " times");
                break;
            }
            Gunzipped inflated = Gunzipped.of(text);
            if (!inflated.whole()) {
                subject.unsearched(
                        place,
                        Unsearched.Reason.TOO_LARGE,
                        "it holds gzip in base 64 of more than " + Gunzipped.MOST + " bytes");
            }
            text = inflated.bytes();
        }
        List<Hit> inner = new ArrayList<>();
        BufferSearch decodedSearch = new BufferSearch(catalogue, options, subject, place, decodeDepth - 1);
        decodedSearch.search(new Stretch(text, text.length, 0, text.length), false, inner);
        hold(text, decodedSearch);
        return Hit.strongest(inner);
    }
}
