package io.jenkins.lib.containergate.secret.image;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.finding.Location;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.ImageDocuments.ImageDocument;
import io.jenkins.lib.containergate.image.JsonStrings;
import io.jenkins.lib.containergate.layer.FileContent.MemoryContent;
import io.jenkins.lib.containergate.secret.scan.CollectedSecrets;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.SecretFindings;
import io.jenkins.lib.containergate.secret.scan.SecretScanner;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Searches every string of an image's configuration, manifest and indexes, and the attestations beside it: whoever may
 * pull the image reads them, too. What {@link ConfigSearch} looks at with more understanding is left to it.
 */
final class DocumentSearch {
    private static final String KIND = "image.env";
    private static final String CONFIG = "config";
    private static final Set<String> UNDERSTOOD = Set.of("env", "labels", "entrypoint", "cmd", "onbuild");
    private static final int MAX_BLOB = 64 << 20;
    private static final int MAX_MEMBER = 100;

    private final SecretScanner scanner;
    private final Deadline deadline;
    private final int max;

    DocumentSearch(SecretSearch search, Deadline deadline) {
        this.scanner = search.scanner(deadline);
        this.deadline = deadline;
        this.max = search.secretLimits().maxFindingsPerLayer();
    }

    void search(Image image, SecretFindings findings) throws GateException, InterruptedException {
        try {
            for (ImageDocument document : image.documents().open()) {
                deadline.check("searching the " + document.name());
                search(document, findings);
            }
        } catch (IOException e) {
            throw new GateException(
                    "a document of " + image.reference() + " cannot be read: " + FileProblem.within(e),
                    "pull or build the image again",
                    e);
        }
    }

    private void search(ImageDocument document, SecretFindings findings)
            throws GateException, IOException, InterruptedException {
        if (document.size() > MAX_BLOB) {
            findings.unsearched(
                    new Unsearched(
                            document.name(),
                            Unsearched.Reason.TOO_LARGE,
                            "it has " + document.size() + " bytes, more than " + MAX_BLOB,
                            "keep such data out of attestations, or waive this place"),
                    place(document, Optional.empty(), OptionalInt.empty()));
            return;
        }
        byte[] bytes;
        try (InputStream in = document.content().open()) {
            bytes = in.readNBytes(MAX_BLOB);
        }
        if (document.json()) {
            JsonStrings.forEach(
                    bytes, "the " + document.name(), (path, text) -> string(document, path, text, findings));
            return;
        }
        CollectedSecrets collected = new CollectedSecrets(max);
        scanner.scan(document.name(), new MemoryContent(document.name(), bytes), collected);
        for (FoundSecret secret : collected.found()) {
            Optional<String> inside = Optional.of(secret.path());
            findings.found(
                    secret.inUse(),
                    new Location(Optional.empty(), inside, OptionalInt.of(secret.line()), Optional.empty()),
                    Optional.of("in what lies beside the image"));
        }
        for (Unsearched unsearched : collected.unsearched()) {
            findings.unsearched(unsearched, place(document, Optional.empty(), OptionalInt.empty()));
        }
    }

    private void string(ImageDocument document, List<String> path, String text, SecretFindings findings)
            throws GateException, InterruptedException {
        if (document.name().equals(CONFIG) && understood(path)) {
            return;
        }
        String name = path.isEmpty() ? "" : path.get(path.size() - 1);
        CollectedSecrets collected = new CollectedSecrets(max);
        scanner.scanText(KIND, text.isEmpty() ? name : name + "=" + text, collected);
        if (collected.found().isEmpty() && collected.unsearched().isEmpty()) {
            return;
        }
        Location location = place(document, Optional.of(pointer(path)), OptionalInt.empty());
        for (FoundSecret secret : collected.found()) {
            findings.found(secret.inUse(), location, Optional.of("in the " + document.name() + " of the image"));
        }
        for (Unsearched unsearched : collected.unsearched()) {
            findings.unsearched(unsearched, location);
        }
    }

    /** As {@code config.Env} and others, whatever the case, and the instructions of the history. */
    private static boolean understood(List<String> path) {
        if (path.size() < 2) {
            return false;
        }
        String first = path.get(0).toLowerCase(Locale.ROOT);
        if (first.equals("history") && path.size() == 3) {
            return path.get(2).equalsIgnoreCase("created_by");
        }
        String second = path.get(1).toLowerCase(Locale.ROOT);
        if (second.equals("healthcheck")) {
            return first.equals(CONFIG) && path.size() > 2 && path.get(2).equalsIgnoreCase("test");
        }
        return first.equals(CONFIG) && UNDERSTOOD.contains(second);
    }

    /** Up to the first name that may be a secret itself. */
    private String pointer(List<String> path) throws GateException, InterruptedException {
        StringBuilder pointer = new StringBuilder();
        for (String name : path) {
            if (name.length() > MAX_MEMBER || scanner.secretName(KIND, name)) {
                break;
            }
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }

    private static Location place(ImageDocument document, Optional<String> pointer, OptionalInt line) {
        return new Location(Optional.empty(), Optional.of(document.name()), line, pointer);
    }
}
