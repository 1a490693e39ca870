package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.options.TrivyOptions;
import io.jenkins.lib.containergate.fault.FileProblem;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.vulnerability.VulnerabilitySource;
import io.jenkins.lib.containergate.vulnerability.trivy.ServerSlots;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyEndpoint;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyLimits;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivySource;
import io.jenkins.lib.containergate.vulnerability.trivy.TrivyToken;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/** Opens the Trivy servers that the options name. */
final class TrivyLoader {
    private static final int MAX_BYTES = 1 << 20;

    private final TrivyOptions options;
    private final Clock clock;

    TrivyLoader(TrivyOptions options, Clock clock) {
        this.options = options;
        this.clock = clock;
    }

    /** @param client of which only the trusted authorities may still be open */
    VulnerabilitySource load(HttpClient.Builder client) throws GateException {
        Optional<TrivyToken> token = Optional.empty();
        if (options.tokenFile().isPresent()) {
            token = Optional.of(token(options.tokenFile().get()));
        }
        List<TrivyEndpoint> endpoints = new ArrayList<>();
        for (String server : options.servers()) {
            endpoints.add(TrivyEndpoint.parse(server, options.pathPrefix(), options.tokenHeader(), token));
        }
        if (options.authorities().isPresent()) {
            client.sslContext(trust(options.authorities().get()));
        }
        return new TrivySource(client.build(), endpoints, TrivyLimits.defaults(), new ServerSlots(1), clock);
    }

    private static TrivyToken token(Path file) throws GateException {
        return TrivyToken.parse(
                file.toString(), new String(bytes(file, "--trivy-token-file"), StandardCharsets.ISO_8859_1));
    }

    private static SSLContext trust(Path file) throws GateException {
        return TlsTrust.with(TlsTrust.parse(bytes(file, "--trivy-ca"), file.toString()));
    }

    private static byte[] bytes(Path file, String option) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            throw new GateException(
                    file + " cannot be read: " + FileProblem.of(e),
                    "check the path given with " + option + " and its permissions",
                    e);
        }
    }
}
