package io.jenkins.plugins.containergate.run;

import hudson.model.TaskListener;
import hudson.remoting.VirtualChannel;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.ImageInspector;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.layer.ParallelLayerReader;
import io.jenkins.lib.containergate.progress.ProgressListener;
import io.jenkins.lib.containergate.secret.catalogue.SecretCatalogue;
import io.jenkins.lib.containergate.secret.scan.Redaction;
import io.jenkins.lib.containergate.secret.scan.ScanOptions;
import io.jenkins.lib.containergate.secret.scan.SecretLimits;
import io.jenkins.lib.containergate.secret.scan.SecretSearch;
import io.jenkins.lib.containergate.secret.tree.SourceTree;
import io.jenkins.lib.containergate.source.ImageLocation;
import io.jenkins.lib.containergate.source.ImageSource;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import jenkins.agents.ControllerToAgentFileCallable;
import org.jspecify.annotations.Nullable;

/**
 * Searches for secrets where they lie, on the agent, and returns redacted findings as the bytes of a {@link
 * SecretsReport}. No value leaves the agent.
 *
 * @param subject image, archive or path, as the options name it
 * @param registry how an image in a registry is reached
 * @param temporary directory on the agent for what has to be unpacked; made when it is not there
 * @param fingerprintKey hexadecimal; serves for fingerprints and nothing else
 * @param deadline in seconds, for all of it
 */
record SearchSecretsCallable(
        String subject,
        Kind kind,
        @Nullable String platform,
        RegistryAccess registry,
        String temporary,
        String fingerprintKey,
        long deadline,
        TaskListener listener)
        implements ControllerToAgentFileCallable<byte[]> {

    /** What the subject names. */
    enum Kind {
        IMAGE,
        ARCHIVE,
        PATH
    }

    @Override
    public byte[] invoke(File workspace, VirtualChannel channel) throws IOException, InterruptedException {
        GateLog log = new GateLog(listener);
        try (TemporaryDirectory unpacked = TemporaryDirectory.in(Path.of(temporary))) {
            return InspectionJson.write(search(workspace.toPath(), unpacked.path(), new ProgressLog(log)));
        } finally {
            log.flush();
        }
    }

    private SecretsReport search(Path workspace, Path unpacked, ProgressListener progress)
            throws IOException, InterruptedException {
        Limits limits = Limits.defaults();
        int threads = Runtime.getRuntime().availableProcessors();
        SecretSearch search = new SecretSearch(
                SecretCatalogue.standard(),
                new ScanOptions(Redaction.with(HexFormat.of().parseHex(fingerprintKey)), false),
                limits,
                SecretLimits.defaults());
        Deadline until = Deadline.after(Duration.ofSeconds(deadline), Clock.systemUTC());
        try {
            if (kind == Kind.PATH) {
                return SecretsReport.of(
                        new SourceTree(search, threads).search(workspace.resolve(subject), subject, until, progress));
            }
            ImageInspector inspector =
                    new ImageInspector(new ParallelLayerReader(limits, threads, unpacked), limits).searching(search);
            ImageLocation location = WorkspaceLocation.of(workspace, subject, kind == Kind.ARCHIVE);
            ImageSources sources = ImageSources.standard(unpacked).withRegistries(registry.client(Clock.systemUTC()));
            List<SecretsReport.SearchedImage> images = new ArrayList<>();
            try (ImageSource source = sources.open(location, limits)) {
                for (Image found : source.resolve(wanted(), until)) {
                    images.add(search(inspector, location, found, until, progress));
                }
            }
            return SecretsReport.of(images);
        } catch (GateException e) {
            return SecretsReport.of(e);
        }
    }

    private static SecretsReport.SearchedImage search(
            ImageInspector inspector, ImageLocation location, Image image, Deadline until, ProgressListener progress)
            throws InterruptedException {
        try {
            return SecretsReport.SearchedImage.of(inspector.inspect(location, image, until, progress));
        } catch (GateException e) {
            return SecretsReport.SearchedImage.of(image, e);
        }
    }

    private Optional<Platform> wanted() throws GateException {
        return platform == null ? Optional.empty() : Optional.of(Platform.parse(platform));
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "SearchSecretsCallable[" + kind + "]";
    }
}
