package io.jenkins.lib.containergate.cli.registry;

import io.jenkins.lib.containergate.aws.EcrLogins;
import io.jenkins.lib.containergate.aws.EcrLogins.EcrCredentials;
import io.jenkins.lib.containergate.aws.SigningServices;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.cli.UsageException;
import io.jenkins.lib.containergate.cli.network.AwsConnections;
import io.jenkins.lib.containergate.cli.network.EnvironmentProxies;
import io.jenkins.lib.containergate.cli.options.AwsOptions;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.EcrRegistry;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.source.ImageLocation;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** How registries are reached. Without an option the logins of Docker's configuration are used, and AWS is asked for those to ECR. */
public final class RegistryOptions {
    private static final int MAX_BYTES = 1 << 20;

    @Option(
            names = "--registry-user",
            paramLabel = "NAME",
            description = "Log in to the registry of IMAGE with this name. Default: as Docker is logged in.")
    private Optional<String> user = Optional.empty();

    @Option(
            names = "--registry-password-file",
            paramLabel = "FILE",
            description = "File with the password or token for --registry-user.")
    private Optional<Path> passwordFile = Optional.empty();

    @Option(
            names = "--docker-config",
            paramLabel = "DIR",
            description = "Directory of Docker's config.json. Default: the file in $REGISTRY_AUTH_FILE, else"
                    + " $DOCKER_CONFIG or ~/.docker, and then where podman keeps its logins.")
    private Optional<Path> dockerConfig = Optional.empty();

    @Option(
            names = "--registry-ca",
            paramLabel = "FILE",
            description = "CA certificates (PEM) to trust in addition to those of Java. Repeatable.")
    private List<Path> authorities = List.of();

    @Option(
            names = "--insecure-registry",
            paramLabel = "HOST[:PORT]",
            description = "Use plain HTTP for this registry. Repeatable.")
    private List<String> insecure = List.of();

    @Option(names = "--plain-http", description = "Use plain HTTP for every registry.")
    private boolean plainHttp;

    @Mixin
    private AwsOptions aws = new AwsOptions();

    /** How AWS is asked, for logins to ECR and else. */
    public AwsOptions aws() {
        return aws;
    }

    /** Keys in AWS KMS and signing jobs of AWS Signer, asked about with the credentials of the options. */
    public SigningServices signingServices() throws UsageException {
        AwsAccess access = aws.access();
        return new SigningServices(subject -> AwsConnections.open(new AwsAccess(
                access.profile(),
                access.role(),
                access.region().or(() -> Optional.of(subject.region())),
                access.endpoint())));
    }

    /**
     * @param location of the image the command is about; only its registry gets the login of the options
     * @throws UsageException when an option names something that cannot be used
     */
    public RegistryClient client(ImageLocation location, Clock clock) throws UsageException {
        return client(credentials(location), clock);
    }

    /**
     * For images that no option names.
     *
     * @param accounts how AWS is asked for logins to the registries of these accounts, by their numbers; the others are asked
     *     for with the credentials of the options
     */
    public RegistryClient client(Map<String, AwsAccess> accounts, Clock clock) throws UsageException {
        AwsAccess own = aws.access();
        return client(
                new EcrCredentials(
                        (registry, deadline) -> new EcrLoginOnDemand(accounts.getOrDefault(registry.account(), own))
                                .login(registry, deadline),
                        docker()),
                clock);
    }

    private RegistryClient client(RegistryCredentials credentials, Clock clock) throws UsageException {
        InsecureHosts plain = plainHttp ? InsecureHosts.everywhere() : InsecureHosts.at(insecure);
        HttpTransport transport = new HttpTransport(http(), plain, HttpLimits.defaults(), clock, Pause.sleeping());
        return new RegistryClient(transport, credentials);
    }

    /** The way out of this machine: its proxies, and the authorities to trust; follows no redirections. */
    public HttpClient http() throws UsageException {
        try {
            EnvironmentProxies proxies = EnvironmentProxies.of(System.getenv());
            List<X509Certificate> own = certificates();
            return HttpClients.onDemand(proxies, proxies.login(), () -> TlsTrust.with(own));
        } catch (GateException e) {
            throw new UsageException(e);
        }
    }

    private RegistryCredentials credentials(ImageLocation location) throws UsageException {
        RegistryCredentials docker = new EcrCredentials(new EcrLoginOnDemand(aws.access()), docker());
        if (user.isPresent() != passwordFile.isPresent()) {
            throw new UsageException(
                    "--registry-user and --registry-password-file belong together", "give both, or neither");
        }
        if (user.isEmpty() || !(location instanceof ImageLocation.Registry registry)) {
            return docker;
        }
        RegistryLogin login = new RegistryLogin.Password(user.get(), password(passwordFile.orElseThrow()));
        String own = registry.reference().registry();
        return (image, deadline) -> image.registry().equals(own) ? login : docker.login(image, deadline);
    }

    private DockerCredentials docker() throws UsageException {
        return new DockerCredentials(
                LoginFiles.of(dockerConfig, System.getenv(), Path.of(System.getProperty("user.home"))));
    }

    private static String password(Path file) throws UsageException {
        String password = new String(bytes(file, "--registry-password-file"), StandardCharsets.UTF_8)
                .replaceFirst("\\r?\\n$", "");
        if (password.isEmpty()) {
            throw new UsageException("the password file " + file + " is empty", "write the password into it");
        }
        return password;
    }

    private List<X509Certificate> certificates() throws GateException {
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : authorities) {
            all.addAll(TlsTrust.parse(bytes(file, "--registry-ca"), file.toString()));
        }
        return all;
    }

    private static byte[] bytes(Path file, String option) throws UsageException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UsageException(file + " is larger than 1 MiB", "check the path given with " + option);
            }
            return bytes;
        } catch (IOException e) {
            throw new UsageException(
                    file + " cannot be read: " + FileProblem.of(e), "check the path given with " + option);
        }
    }

    /** Asks AWS for a login when a registry of ECR wants one, and not before. */
    static final class EcrLoginOnDemand implements EcrLogins {
        private final AwsAccess access;

        EcrLoginOnDemand(AwsAccess access) {
            this.access = access;
        }

        @Override
        public RegistryLogin login(EcrRegistry registry, Deadline deadline) throws GateException, InterruptedException {
            AwsAccess there = new AwsAccess(
                    access.profile(),
                    access.role(),
                    access.region().or(() -> Optional.of(registry.region())),
                    access.endpoint());
            try (AwsSession session = AwsConnections.open(there)) {
                return session.logins().login(registry, deadline);
            }
        }
    }

    /** Logins of Docker's configuration and of the helpers it names; read when the first login is wanted. */
    static final class DockerCredentials implements RegistryCredentials {
        /** What Docker calls its own registry when it logs in. */
        private static final String DOCKER_HUB = "https://index.docker.io/v1/";

        private final List<Path> files;

        /** @param files the first that knows a login counts */
        DockerCredentials(List<Path> files) {
            this.files = List.copyOf(files);
        }

        @Override
        public RegistryLogin login(ImageReference image, Deadline deadline) throws GateException, InterruptedException {
            for (Path file : files) {
                RegistryLogin login = login(file, image, deadline);
                if (!(login instanceof RegistryLogin.Anonymous)) {
                    return login;
                }
            }
            return new RegistryLogin.Anonymous();
        }

        private static RegistryLogin login(Path file, ImageReference image, Deadline deadline)
                throws GateException, InterruptedException {
            DockerConfig config = DockerConfig.read(file);
            Optional<RegistryLogin> known = config.login(image);
            Optional<String> helper = config.helper(image);
            if (known.isPresent() || helper.isEmpty()) {
                return known.orElse(new RegistryLogin.Anonymous());
            }
            boolean hub = image.registry().equals(ImageReference.DEFAULT_REGISTRY);
            return CredentialHelper.named(helper.get()).get(hub ? DOCKER_HUB : image.registry(), deadline);
        }
    }

    /**
     * Where {@code docker login} and {@code podman login} leave their logins.
     *
     * @see <a href="https://man.archlinux.org/man/containers-auth.json.5">containers-auth.json(5)</a>
     */
    static final class LoginFiles {
        private static final String PODMAN = "containers/auth.json";

        private LoginFiles() {}

        /**
         * In the order they are asked; a file that is not there holds no login.
         *
         * @param named directory of Docker's configuration that an option names: only this counts then
         * @throws UsageException when {@code REGISTRY_AUTH_FILE} names no file
         */
        static List<Path> of(Optional<Path> named, Map<String, String> environment, Path home) throws UsageException {
            if (named.isPresent()) {
                return List.of(named.get().resolve("config.json"));
            }
            String only = environment.getOrDefault("REGISTRY_AUTH_FILE", "");
            if (!only.isEmpty()) {
                if (!Files.exists(Path.of(only))) {
                    throw new UsageException(
                            "REGISTRY_AUTH_FILE is " + only + ", and there is no such file",
                            "log in with podman login, or unset it");
                }
                return List.of(Path.of(only));
            }
            List<Path> files = new ArrayList<>();
            String docker = environment.getOrDefault("DOCKER_CONFIG", "");
            files.add((docker.isEmpty() ? home.resolve(".docker") : Path.of(docker)).resolve("config.json"));
            String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
            if (!runtime.isEmpty()) {
                files.add(Path.of(runtime).resolve(PODMAN));
            }
            String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
            files.add((config.isEmpty() ? home.resolve(".config") : Path.of(config)).resolve(PODMAN));
            return List.copyOf(files);
        }
    }
}
