package io.jenkins.lib.containergate.cli.image;

import io.jenkins.lib.containergate.cli.options.TrivyOptions;
import io.jenkins.lib.containergate.fault.GateException;
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

/** Opens the Trivy servers that the options name. */
final class TrivyLoader {
    private static final int MAX_TOKEN = 16 << 10;

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
            client.sslContext(PrivateAuthorities.read(options.authorities().get()));
        }
        return new TrivySource(client.build(), endpoints, TrivyLimits.defaults(), new ServerSlots(1), clock);
    }

    private static TrivyToken token(Path file) throws GateException {
        try (InputStream in = Files.newInputStream(file)) {
            return TrivyToken.parse(file.toString(), new String(in.readNBytes(MAX_TOKEN), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            throw new GateException(
                    "the Trivy token file " + file + " cannot be read ("
                            + e.getClass().getSimpleName() + ")",
                    "check the path given with --trivy-token-file and its permissions",
                    e);
        }
    }
}
