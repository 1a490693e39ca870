package io.jenkins.lib.containergate.secret.scan;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.inventory.unpack.ChannelContent;
import io.jenkins.lib.containergate.layer.FileContent;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import org.apache.commons.compress.utils.SeekableInMemoryByteChannel;

/**
 * Searches files, one after the other, with one buffer. Not for several threads at once; make one for each.
 *
 * <p>Of what it finds, nothing leaves it but {@link FoundSecret}.
 */
public final class SecretScanner {
    private final SecretCatalogue catalogue;
    private final ScanOptions options;
    private final SecretLimits secretLimits;
    private final Deadline deadline;
    private final FileKinds kinds;
    private final ArchiveSearch archives;

    SecretScanner(
            SecretCatalogue catalogue,
            ScanOptions options,
            Limits limits,
            SecretLimits secretLimits,
            Deadline deadline,
            FileKinds kinds) {
        this.kinds = kinds;
        this.catalogue = catalogue;
        this.options = options;
        this.secretLimits = secretLimits;
        this.deadline = deadline;
        this.archives = new ArchiveSearch(
                new TextSearch(catalogue, options),
                new KeyFileSearch(options),
                new NamedFileSearch(catalogue, options),
                limits);
    }

    /**
     * @param path as it is to be reported; its ending says what kind of file it is
     * @return what was unpacked, see {@link SecretLimits#maxUnpackedBytes}, if the file is or ends with an archive that was opened
     * @throws IOException when the content cannot be read
     */
    public OptionalLong scan(String path, FileContent content, SecretSink sink)
            throws IOException, GateException, InterruptedException {
        ScannedFile subject = new ScannedFile(path, secretLimits, sink, deadline);
        try {
            return archives.search(content, subject, ScannedFile.Place.of(path, kinds));
        } finally {
            subject.report();
        }
    }

    /** Whether {@link #scan} would open it, as an archive or as a document, or an archive at its end. */
    public boolean opens(String path, FileContent content) throws IOException {
        return archives.opens(content, path, secretLimits.maxArchiveDepth());
    }

    /** A text that is in no file of its own, such as the value of a setting. */
    public void scanText(String path, String content, SecretSink sink) throws GateException, InterruptedException {
        ScannedFile subject = new ScannedFile(path, secretLimits, sink, deadline);
        try {
            byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
            archives.text(
                    new ChannelContent(new SeekableInMemoryByteChannel(bytes)),
                    subject,
                    ScannedFile.Place.of(path, kinds));
        } catch (IOException e) {
            throw new IllegalStateException("reading from memory does not fail", e);
        } finally {
            subject.report();
        }
    }

    /**
     * Whether a name is or holds a secret and may not be shown.
     *
     * @param path of the document the name is in
     */
    public boolean secretName(String path, String name) throws GateException, InterruptedException {
        CollectedSecrets nobody = new CollectedSecrets(0);
        return new SecretNames(catalogue, options, ScannedFile.Place.of(path, kinds))
                .secret(name, new ScannedFile(path, secretLimits, nobody, deadline));
    }
}
