package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Tells names that may be shown from those that are or hold a secret, such as an address with a password as a key. */
final class SecretNames {
    private static final SecretSink NOBODY = new SecretSink() {
        @Override
        public void found(FoundSecret secret) {
            // only whether there is one matters
        }

        @Override
        public void unsearched(Unsearched place) {
            // a name that was not searched to its end counts as a secret
        }
    };

    private final SecretCatalogue catalogue;
    private final ScanOptions options;
    private final ScannedFile.Place place;

    /** @param place the document the names are in */
    SecretNames(SecretCatalogue catalogue, ScanOptions options, ScannedFile.Place place) {
        this.catalogue = catalogue;
        this.options = new ScanOptions(options.redaction(), false);
        this.place = place;
    }

    boolean secret(String name, ScannedFile subject) throws GateException, InterruptedException {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        ScannedFile aside = subject.reportingTo(NOBODY);
        List<Hit> hits = new ArrayList<>();
        new BufferSearch(catalogue, options, aside, place, aside.limits().maxDecodeDepth())
                .search(new BufferSearch.Stretch(bytes, bytes.length, 0, bytes.length), false, hits);
        return !hits.isEmpty() || aside.exhausted();
    }
}
