package io.jenkins.lib.containergate.policy.merge;

import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.key.Origin;
import io.jenkins.lib.containergate.policy.key.PolicyKey;
import io.jenkins.lib.containergate.policy.key.PolicyKeys;
import io.jenkins.lib.containergate.policy.key.Setting;
import io.jenkins.lib.containergate.policy.key.Settings;
import io.jenkins.lib.containergate.policy.key.WithOrigin;
import io.jenkins.lib.containergate.policy.merge.PolicyException.Refusal;
import io.jenkins.lib.containergate.policy.setting.Glob;
import io.jenkins.lib.containergate.policy.setting.PatternSet;
import io.jenkins.lib.containergate.policy.signer.ContentTrustSigner;
import io.jenkins.lib.containergate.policy.signer.SignatureFormat;
import io.jenkins.lib.containergate.policy.signer.SignatureRequirement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The union of the required signatures. Whom to trust, and what needs no signature, the outermost layer says: inner ones
 * add requirements for the repositories that outer ones speak of, and speak of others only as far as {@code delegate}
 * lets them. A server that the gate would send a request to has to be one that an outer layer names or delegates.
 */
final class SignaturesMerge {
    private final String outermost;
    private final List<Refusal> refusals;
    /** The entries of one layer each; those of different layers do not yield to each other. */
    private final List<List<WithOrigin<SignatureRequirement>>> layers = new ArrayList<>();

    SignaturesMerge(PolicyDocument outermost, List<Refusal> refusals) {
        this(outermost.signatures(), outermost.layer(), refusals);
    }

    /** @param entries of the outermost layer, or of all that were merged before */
    SignaturesMerge(List<WithOrigin<SignatureRequirement>> entries, String outermost, List<Refusal> refusals) {
        this.outermost = outermost;
        this.refusals = refusals;
        keep(entries);
    }

    /** With a number for each layer, which does not depend on who wrote it. */
    List<WithOrigin<SignatureRequirement>> current() {
        List<String> order =
                layers.stream().map(SignaturesMerge::text).distinct().sorted().toList();
        List<WithOrigin<SignatureRequirement>> numbered = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (List<WithOrigin<SignatureRequirement>> layer : layers) {
            int number = SignatureRequirement.FIRST_LAYER + order.indexOf(text(layer));
            if (seen.add(number)) {
                layer.forEach(
                        entry -> numbered.add(new WithOrigin<>(entry.value().inLayer(number), entry.origin())));
            }
        }
        return List.copyOf(numbered);
    }

    private static String text(List<WithOrigin<SignatureRequirement>> layer) {
        return layer.stream()
                .map(entry -> SortedJson.text(
                        new SignatureFormat().plain(entry.value().inLayer(SignatureRequirement.FIRST_LAYER))))
                .sorted()
                .toList()
                .toString();
    }

    /** @param outer the settings of the layers around this one */
    void add(PolicyDocument layer, Settings outer) {
        List<WithOrigin<SignatureRequirement>> floor =
                layers.stream().flatMap(List::stream).toList();
        List<WithOrigin<SignatureRequirement>> admitted = new ArrayList<>();
        for (WithOrigin<SignatureRequirement> asked : layer.signatures()) {
            Optional<Refusal> refusal =
                    objection(asked, floor, outer).or(() -> objectionToServers(asked, floor, outer));
            refusal.ifPresentOrElse(refusals::add, () -> admitted.add(asked));
        }
        keep(admitted);
    }

    private void keep(List<WithOrigin<SignatureRequirement>> entries) {
        TreeMap<Integer, List<WithOrigin<SignatureRequirement>>> byLayer = new TreeMap<>();
        for (WithOrigin<SignatureRequirement> entry : entries) {
            List<WithOrigin<SignatureRequirement>> layer =
                    byLayer.computeIfAbsent(entry.value().layer(), unused -> new ArrayList<>());
            if (layer.stream().noneMatch(known -> known.value().equals(entry.value()))) {
                layer.add(entry);
            }
        }
        layers.addAll(byLayer.values());
    }

    private Optional<Refusal> objection(
            WithOrigin<SignatureRequirement> asked, List<WithOrigin<SignatureRequirement>> floor, Settings outer) {
        boolean exempts = asked.value().exempt().isPresent();
        Optional<Setting<PatternSet>> delegated =
                outer.find(exempts ? PolicyKeys.DELEGATED_EXEMPTIONS : PolicyKeys.DELEGATED_SIGNERS);
        boolean covered = asked.value().repositories().stream()
                .allMatch(pattern ->
                        floor.stream().anyMatch(entry -> entry.value().covers(pattern))
                                || delegated.filter(set -> covers(set, pattern)).isPresent());
        if (covered) {
            return Optional.empty();
        }
        String what = asked.value().repositories() + (exempts ? " exempt" : "");
        return Optional.of(refusal(asked.origin(), what, floor, delegated, exempts));
    }

    private Refusal refusal(
            Origin asker,
            String what,
            List<WithOrigin<SignatureRequirement>> floor,
            Optional<Setting<PatternSet>> delegated,
            boolean exempts) {
        List<String> repositories = floor.stream()
                .flatMap(entry -> entry.value().repositories().stream())
                .map(Glob::toString)
                .distinct()
                .sorted()
                .toList();
        PolicyKey<PatternSet> key = exempts ? PolicyKeys.DELEGATED_EXEMPTIONS : PolicyKeys.DELEGATED_SIGNERS;
        String own = repositories.isEmpty() ? "appoints no signers" : "appoints signers for " + repositories + " only";
        String handedOn = delegated
                .map(set -> " and delegates " + set.text() + " (" + key + ")")
                .orElse("; " + key + " would have to leave this to other layers");
        return new Refusal(
                asker,
                "signatures",
                what,
                floor.isEmpty() ? outermost : floor.get(0).origin().layer(),
                own + handedOn);
    }

    private Optional<Refusal> objectionToServers(
            WithOrigin<SignatureRequirement> asked, List<WithOrigin<SignatureRequirement>> floor, Settings outer) {
        List<String> named =
                floor.stream().flatMap(entry -> servers(entry.value()).stream()).toList();
        Optional<Setting<PatternSet>> delegated = outer.find(PolicyKeys.DELEGATED_SERVERS);
        return servers(asked.value()).stream()
                .filter(server -> !named.contains(server))
                .filter(server ->
                        delegated.filter(set -> set.value().matches(server)).isEmpty())
                .findFirst()
                .map(server -> new Refusal(
                        asked.origin(),
                        "signatures.signers.contentTrust.server",
                        server,
                        outermost,
                        "does not name this server; " + PolicyKeys.DELEGATED_SERVERS
                                + " would have to leave it to other layers"));
    }

    private static List<String> servers(SignatureRequirement requirement) {
        return requirement.signers().stream()
                .filter(ContentTrustSigner.class::isInstance)
                .map(signer -> ((ContentTrustSigner) signer).server())
                .toList();
    }

    private static boolean covers(Setting<PatternSet> set, Glob pattern) {
        return set.value().patterns().stream().anyMatch(outer -> outer.covers(pattern));
    }
}
