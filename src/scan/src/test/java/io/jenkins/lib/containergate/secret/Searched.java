package io.jenkins.lib.containergate.secret;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.FoundSecret;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.scan.SecretSink;
import io.jenkins.lib.containergate.secret.scan.Unsearched;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What the scanner made of one file. */
public final class Searched implements SecretSink {
    public static final SecretCatalogue STANDARD = SecretCatalogue.standard();

    private final List<FoundSecret> found = new ArrayList<>();
    private final List<Unsearched> unsearched = new ArrayList<>();

    public static Searched file(String path, String content) {
        return file(path, content.getBytes(StandardCharsets.UTF_8));
    }

    public static Searched file(String path, byte[] content) {
        return file(path, content, STANDARD, new ScanOptions(Redaction.withoutKey(), false));
    }

    public static Searched file(String path, byte[] content, SecretCatalogue catalogue, ScanOptions options) {
        return file(path, content, catalogue, options, Limits.defaults(), SecretLimits.defaults());
    }

    public static Searched file(
            String path,
            byte[] content,
            SecretCatalogue catalogue,
            ScanOptions options,
            Limits limits,
            SecretLimits secretLimits) {
        Searched searched = new Searched();
        try {
            new SecretSearch(catalogue, options, limits, secretLimits)
                    .scanner(Deadline.after(Duration.ofMinutes(5), Clock.systemUTC()))
                    .scan(path, new FileContent.MemoryContent(path, content), searched);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        return searched;
    }

    public List<FoundSecret> found() {
        return found;
    }

    public List<Unsearched> unsearched() {
        return unsearched;
    }

    /** Ids of the rules that found something, in the order of the places. */
    public List<String> rules() {
        return found.stream().map(secret -> secret.rule().value()).toList();
    }

    @Override
    public void found(FoundSecret secret) {
        found.add(secret);
    }

    @Override
    public void unsearched(Unsearched place) {
        unsearched.add(place);
    }
}
