package io.jenkins.lib.containergate.cli.options;

import io.jenkins.lib.containergate.vulnerability.trivy.TrivyEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which Trivy server knows the vulnerabilities. */
public final class TrivyOptions {
    @Option(
            names = "--trivy",
            paramLabel = "URL",
            description = "Use this Trivy server. Repeatable: the next one is used when one fails.")
    private List<String> servers = List.of();

    @Option(
            names = "--trivy-token-file",
            paramLabel = "FILE",
            description = "File with the servers' token (trivy server --token).")
    private Optional<Path> tokenFile = Optional.empty();

    @Option(
            names = "--trivy-token-header",
            paramLabel = "NAME",
            defaultValue = TrivyEndpoint.TOKEN_HEADER,
            description = "Header of the token. Default: ${DEFAULT-VALUE}.")
    private String tokenHeader = TrivyEndpoint.TOKEN_HEADER;

    @Option(
            names = "--trivy-path-prefix",
            paramLabel = "PATH",
            defaultValue = TrivyEndpoint.PATH_PREFIX,
            description = "Path of the servers' API (trivy server --path-prefix). Default: ${DEFAULT-VALUE}.")
    private String pathPrefix = TrivyEndpoint.PATH_PREFIX;

    @Option(
            names = "--trivy-ca",
            paramLabel = "FILE",
            description = "CA certificates (PEM) to trust for the servers, in addition to those of Java.")
    private Optional<Path> authorities = Optional.empty();

    public List<String> servers() {
        return List.copyOf(servers);
    }

    public Optional<Path> tokenFile() {
        return tokenFile;
    }

    public String tokenHeader() {
        return tokenHeader;
    }

    public String pathPrefix() {
        return pathPrefix;
    }

    public Optional<Path> authorities() {
        return authorities;
    }
}
