package io.jenkins.lib.containergate.lambda;

import io.jenkins.lib.containergate.aws.EcrLogins.EcrCredentials;
import io.jenkins.lib.containergate.aws.SigningServices;
import io.jenkins.lib.containergate.aws.ecs.ServiceRevision;
import io.jenkins.lib.containergate.awssdk.AwsAccess;
import io.jenkins.lib.containergate.awssdk.AwsSession;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.bounds.FileTree;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.gate.InternalHosts;
import io.jenkins.lib.containergate.gate.PinnedKeys;
import io.jenkins.lib.containergate.gate.SignatureGate;
import io.jenkins.lib.containergate.gate.SigningJobRevocation;
import io.jenkins.lib.containergate.gate.admission.AdmissionGate;
import io.jenkins.lib.containergate.gate.admission.RegistryImages;
import io.jenkins.lib.containergate.http.HttpClients;
import io.jenkins.lib.containergate.http.HttpLimits;
import io.jenkins.lib.containergate.http.HttpTransport;
import io.jenkins.lib.containergate.http.InsecureHosts;
import io.jenkins.lib.containergate.http.Pause;
import io.jenkins.lib.containergate.http.TlsTrust;
import io.jenkins.lib.containergate.policy.Verdict;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyParser;
import io.jenkins.lib.containergate.policy.merge.EffectivePolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.registry.RegistryClient;
import io.jenkins.lib.containergate.registry.auth.RegistryCredentials;
import io.jenkins.lib.containergate.signature.Bytes;
import io.jenkins.lib.containergate.signature.notation.RevocationCheck;
import io.jenkins.lib.containergate.signature.revocation.CertificateRevocation;
import io.jenkins.lib.containergate.signature.revocation.RevocationLimits;
import io.jenkins.lib.containergate.signature.sigstore.TrustedRoot;
import io.jenkins.lib.containergate.source.ImageSources;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Judges a service revision as {@code gate admit} does, with what the function has: its policy, the role it runs with, and keys
 * that the policy names. The settings are environment variables: {@code GATE_POLICY}, and {@code GATE_PLAIN_HTTP} for
 * registries without TLS.
 */
final class RevisionJudge {
    private static final String POLICY = "GATE_POLICY";
    private static final String PLAIN_HTTP = "GATE_PLAIN_HTTP";
    private static final String PACKAGED = "policy.yaml";
    private static final String TRUSTED_ROOT = "trusted_root.json";

    private final Map<String, String> settings;
    private final Path folder;
    private final Path room;
    private final Clock clock;

    /**
     * @param folder the unpacked package of the function
     * @param room a directory for files that last as long as a verdict takes
     */
    RevisionJudge(Map<String, String> settings, Path folder, Path room, Clock clock) {
        this.settings = Map.copyOf(settings);
        this.folder = folder;
        this.room = room;
        this.clock = clock;
    }

    /** @throws GateException when it cannot be judged */
    Verdict judge(HookEvent event, Deadline deadline) throws GateException, IOException, InterruptedException {
        AwsAccess access = new AwsAccess(
                Optional.empty(), Optional.empty(), Optional.of(event.service().region()), Optional.empty());
        try (AwsSession session = AwsSession.open(access, UrlConnectionHttpClient.create())) {
            EffectivePolicy policy = policy(session, deadline);
            ServiceRevision revision =
                    session.deployments().revision(event.revision(), deadline).required();
            if (!revision.service().equals(event.service())) {
                throw new GateException(
                        event.revision() + " is a revision of " + revision.service() + ", not of " + event.service(),
                        "invoke the function as a lifecycle hook of ECS");
            }
            Path temporary = Files.createTempDirectory(room, "gate");
            try {
                return judge(event, revision, policy, session, access, temporary, deadline);
            } finally {
                removed(temporary); // Lambda keeps the directory for the invocations that follow
            }
        }
    }

    private Verdict judge(
            HookEvent event,
            ServiceRevision revision,
            EffectivePolicy policy,
            AwsSession session,
            AwsAccess access,
            Path temporary,
            Deadline deadline)
            throws GateException, InterruptedException {
        HttpClient http = HttpClients.create(ProxySelector.getDefault(), Optional.empty(), TlsTrust.with(List.of()));
        RegistryClient registries = registries(session, http);
        AdmissionGate gate = new AdmissionGate(
                policy,
                session.lookups(),
                signatures(policy, access, http, deadline),
                new RegistryImages(
                        registries, ImageSources.standard(temporary).withRegistries(registries), unused -> {}),
                Optional.empty(),
                List.of(),
                clock);
        return gate.judge(event.deployment().orElse(event.revision()), revision, deadline)
                .verdict();
    }

    /** What is left of it takes room, and changes no verdict. */
    private static void removed(Path temporary) {
        try {
            FileTree.delete(temporary);
        } catch (IOException e) {
            // Lambda removes it in the end
        }
    }

    private EffectivePolicy policy(AwsSession session, Deadline deadline) throws GateException, InterruptedException {
        List<PolicyDocument> layers = new ArrayList<>();
        for (PolicyLocation location : PolicyLocation.parse(settings.getOrDefault(POLICY, PACKAGED))) {
            String text = new String(location.read(folder, session.files(), deadline), StandardCharsets.UTF_8);
            layers.add(PolicyParser.parse(location.place(), location.place(), text));
        }
        return PolicyMerge.merge(layers, clock);
    }

    private RegistryClient registries(AwsSession session, HttpClient http) {
        String plain = settings.getOrDefault(PLAIN_HTTP, "").strip();
        HttpTransport transport = new HttpTransport(
                http,
                plain.isEmpty() ? InsecureHosts.nowhere() : InsecureHosts.at(List.of(plain.split("[\\s,]+"))),
                HttpLimits.defaults(),
                clock,
                Pause.sleeping());
        return new RegistryClient(transport, new EcrCredentials(session.logins(), RegistryCredentials.none()));
    }

    private SignatureGate signatures(EffectivePolicy policy, AwsAccess access, HttpClient http, Deadline deadline)
            throws GateException {
        SigningServices signing = new SigningServices(subject -> AwsSession.open(
                new AwsAccess(access.profile(), access.role(), Optional.of(subject.region()), access.endpoint()),
                UrlConnectionHttpClient.create()));
        RevocationCheck revocation = new CertificateRevocation(
                http,
                InternalHosts.guard(policy),
                RevocationLimits.defaults(),
                deadline,
                clock,
                new SigningJobRevocation(signing, deadline));
        return new SignatureGate(
                policy, trustedRoot(), PinnedKeys.of(signing, deadline), revocation, Optional.empty(), clock);
    }

    /** For keyless signatures; where the policy needs one and the package holds none, nothing is decided. */
    private Optional<TrustedRoot> trustedRoot() throws GateException {
        if (!Files.exists(folder.resolve(TRUSTED_ROOT))) {
            return Optional.empty();
        }
        byte[] root = new PolicyLocation(TRUSTED_ROOT, Optional.empty()).file(folder);
        return Optional.of(TrustedRoot.parse(Bytes.of(root), TRUSTED_ROOT));
    }
}
