package io.jenkins.lib.containergate.source;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.Limits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.image.Image;
import io.jenkins.lib.containergate.image.Platform;
import io.jenkins.lib.containergate.registry.RegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens image locations: one opener per kind of location, all of them listed here or added by the caller. */
public final class ImageSources {
    /** @param <L> the kind of location it opens */
    @FunctionalInterface
    public interface Opener<L extends ImageLocation> {
        ImageSource open(L location, Limits limits) throws GateException;
    }

    private final Map<Class<? extends ImageLocation>, Opener<ImageLocation>> openers;

    private ImageSources(Map<Class<? extends ImageLocation>, Opener<ImageLocation>> openers) {
        this.openers = Map.copyOf(openers);
    }

    /**
     * Archives and layouts; registries and daemons are refused until an opener for them is added.
     *
     * @param temporary existing directory for archives that have to be unpacked first
     */
    public static ImageSources standard(Path temporary) {
        return new ImageSources(Map.of())
                .with(
                        ImageLocation.DockerArchive.class,
                        (location, limits) -> new DockerArchiveSource(
                                location,
                                location.image(),
                                TarStore.opener(location, location.file(), limits, temporary),
                                limits))
                .with(
                        ImageLocation.OciArchive.class,
                        (location, limits) -> new OciSource(
                                location,
                                location.tag(),
                                TarStore.opener(location, location.file(), limits, temporary),
                                limits))
                .with(
                        ImageLocation.OciLayout.class,
                        (location, limits) -> new OciSource(
                                location,
                                location.tag(),
                                DirectoryStore.opener(location, location.directory()),
                                limits))
                .with(
                        ImageLocation.Archive.class,
                        (location, limits) -> new ArchiveSource(
                                location, TarStore.opener(location, location.file(), limits, temporary), limits))
                .with(ImageLocation.Daemon.class, ImageSources::refuseDaemon)
                .with(ImageLocation.Registry.class, ImageSources::refuseRegistry);
    }

    /** These openers, and registries through this client. */
    public ImageSources withRegistries(RegistryClient client) {
        return with(
                ImageLocation.Registry.class,
                (location, limits) -> new RegistrySource(location, client.reader(location.reference()), limits));
    }

    /** These openers and one more, which replaces the one for the same kind. */
    public <L extends ImageLocation> ImageSources with(Class<L> kind, Opener<L> opener) {
        Map<Class<? extends ImageLocation>, Opener<ImageLocation>> more = new HashMap<>(openers);
        more.put(kind, (location, limits) -> opener.open(kind.cast(location), limits));
        return new ImageSources(more);
    }

    /** @throws GateException when the place does not exist, or nothing here can open it */
    public ImageSource open(ImageLocation location, Limits limits) throws GateException {
        Opener<ImageLocation> opener = openers.get(location.getClass());
        if (opener == null) {
            throw new GateException(
                    "nothing here can open '" + location.text() + "'", "copy the image to an oci-archive first");
        }
        return opener.open(location, limits);
    }

    private static ImageSource refuseDaemon(ImageLocation.Daemon daemon, Limits limits) throws GateException {
        String name = daemon.reference().familiar();
        throw new GateException(
                "'" + daemon.text() + "' cannot be read: Docker daemons are not read here",
                "run 'docker save -o image.tar " + name + "' and gate docker-archive:image.tar");
    }

    private static ImageSource refuseRegistry(ImageLocation.Registry registry, Limits limits) throws GateException {
        throw new GateException(
                "'" + registry.text() + "' is in a registry, and registries are not contacted here",
                "allow network connections, or run 'skopeo copy --all docker://"
                        + registry.reference().familiar() + " oci-archive:image.tar' and gate oci-archive:image.tar");
    }

    /**
     * An archive whose kind nobody named. One that is both, as newer {@code docker save} writes it, is read as a Docker
     * archive: the digests of its OCI half are those of an image that no registry has.
     */
    static final class ArchiveSource extends StoreSource {
        private final FileStore.Opener opener;

        ArchiveSource(ImageLocation.Archive location, FileStore.Opener opener, Limits limits) {
            super(location, opener, limits);
            this.opener = opener;
        }

        @Override
        List<Image> images(FileStore files, DocumentRecorder recorder, Optional<Platform> platform, Deadline deadline)
                throws GateException, InterruptedException, IOException {
            boolean oci = files.find(DockerArchiveSource.MANIFEST_FILE).isEmpty()
                    && files.find(OciSource.LAYOUT_FILE).isPresent();
            StoreSource kind = oci
                    ? new OciSource(location(), Optional.empty(), opener, limits())
                    : new DockerArchiveSource(location(), Optional.empty(), opener, limits());
            return kind.images(files, recorder, platform, deadline);
        }
    }

    /** The files of a directory. Names come from digests and constants, so they cannot leave it. */
    static final class DirectoryStore implements FileStore {
        private final Path root;

        private DirectoryStore(Path root) {
            this.root = root;
        }

        static FileStore.Opener opener(ImageLocation location, Path root) throws GateException {
            if (!Files.isDirectory(root)) {
                throw new GateException(
                        "'" + location.text() + "' cannot be read: " + root + " is not a directory", "check the path");
            }
            return deadline -> new DirectoryStore(root);
        }

        @Override
        public Optional<StoredFile> find(String name) throws GateException, IOException {
            Path file = root.resolve(name);
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                throw new GateException("'" + name + "' in " + root + " is not a file", "write the layout again");
            }
            return Optional.of(new StoredFile(name, file, 0, Files.size(file)));
        }

        @Override
        public void close() {}
    }
}
