package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.registry.auth.RegistryLogin;
import io.jenkins.lib.containergate.testkit.registry.FakeRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Clients for tests: they do not really wait, and note what they would have waited. */
public final class Registries {
    private static final int DOCUMENT = 64 << 10;

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final InsecureHosts plainHttp;
    private RegistryCredentials credentials = RegistryCredentials.none();
    private Duration patience = Duration.ofMinutes(1);

    private Registries(InsecureHosts plainHttp) {
        this.plainHttp = plainHttp;
    }

    public static Registries plain(FakeRegistry... registries) {
        return new Registries(InsecureHosts.at(
                List.of(registries).stream().map(FakeRegistry::authority).toList()));
    }

    public static Registries plainAt(String authority) {
        return new Registries(InsecureHosts.at(List.of(authority)));
    }

    public Registries login(RegistryLogin login) {
        credentials = (image, deadline) -> login;
        return this;
    }

    /** Until an answer, and between parts of one. */
    public Registries patience(Duration value) {
        patience = value;
        return this;
    }

    public List<Duration> pauses() {
        return List.copyOf(pauses);
    }

    public RegistryClient client() {
        return client(HttpClient.newHttpClient());
    }

    public RegistryClient client(HttpClient http) {
        HttpLimits limits = new HttpLimits(4, Duration.ofMillis(10), patience, patience, 5, DOCUMENT, DOCUMENT);
        return new RegistryClient(
                new HttpTransport(http, plainHttp, limits, Clock.systemUTC(), pauses::add), credentials);
    }

    public static ImageReference image(FakeRegistry registry, String rest) {
        try {
            return ImageReference.parse(registry.authority() + "/" + rest);
        } catch (GateException e) {
            throw new IllegalArgumentException(e);
        }
    }

    public static Deadline soon() {
        return Deadline.after(Duration.ofSeconds(60), Clock.systemUTC());
    }
}
