package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.merge.BuiltInPolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The policies of the organisation and its folders, as gates apply them. */
public final class OrganisationPolicies {
    private static final String LAYER = "org";
    private static final String PLACE = "policy of the organisation";

    private final @Nullable PolicySettings organisation;
    private final List<FolderPolicy> folders;
    private final @Nullable GateException unreadable;

    /** @param unreadable why they cannot be read, if so */
    OrganisationPolicies(
            @Nullable PolicySettings organisation, List<FolderPolicy> folders, @Nullable GateException unreadable) {
        this.organisation = organisation;
        // what was read in part may not even have names
        this.folders = unreadable == null
                ? folders.stream()
                        .sorted(Comparator.comparingInt(FolderPolicy::depth))
                        .toList()
                : List.of();
        this.unreadable = unreadable;
    }

    /** Any policy as the outermost layer, saved or not. */
    public static PolicyDocument organisation(PolicySettings policy) throws PolicyFormatException {
        return policy.document(LAYER, PLACE);
    }

    /**
     * The policy of the organisation as the outermost layer; without one, the built-in policy decides.
     *
     * @throws GateException when what is stored cannot be read, or is no policy: then no gate can decide
     */
    public Optional<PolicyDocument> organisation() throws GateException {
        requireRead();
        return organisation == null ? Optional.empty() : Optional.of(organisation(organisation));
    }

    private void requireRead() throws GateException {
        if (unreadable != null) {
            throw unreadable;
        }
    }

    /**
     * The policies of the folders a job is in, outermost first.
     *
     * @throws GateException when what is stored cannot be read, or is no policy: then no gate can decide
     */
    public List<PolicyDocument> foldersOf(String jobFullName) throws GateException {
        requireRead();
        List<PolicyDocument> documents = new ArrayList<>();
        for (FolderPolicy folder : covering(jobFullName)) {
            documents.add(folder.document());
        }
        return documents;
    }

    /**
     * The policies of folders that are among the named layers, outermost first.
     *
     * @throws GateException when what is stored cannot be read, or is no policy
     */
    public List<PolicyDocument> foldersAmong(Collection<String> layers) throws GateException {
        requireRead();
        List<PolicyDocument> documents = new ArrayList<>();
        for (FolderPolicy folder : folders) {
            PolicyDocument document = folder.document();
            if (layers.contains(document.layer())) {
                documents.add(document);
            }
        }
        return documents;
    }

    /** Names of the policy layers that a job is under, that of its workspace left out. */
    public Set<String> layersOf(String jobFullName) {
        Set<String> layers = new HashSet<>(Set.of(LAYER));
        covering(jobFullName).forEach(folder -> layers.add(folder.layer()));
        return layers;
    }

    private List<FolderPolicy> covering(String jobFullName) {
        return folders.stream().filter(folder -> folder.covers(jobFullName)).toList();
    }

    /** Why the policy of the organisation, or that of a folder on top of it, cannot be applied; empty when all can. */
    public List<GateException> problems() {
        PolicyDocument outermost;
        try {
            outermost = organisation().orElseGet(BuiltInPolicy::withoutWaivers);
            PolicyMerge.merge(List.of(outermost), Clock.systemUTC());
        } catch (GateException e) {
            return List.of(e);
        }
        List<GateException> problems = new ArrayList<>();
        for (FolderPolicy folder : folders) {
            List<PolicyDocument> layers = new ArrayList<>(List.of(outermost));
            try {
                layers.addAll(foldersOf(folder.getFolder() + "/job"));
                PolicyMerge.merge(layers, Clock.systemUTC());
            } catch (GateException e) {
                problems.add(e);
            }
        }
        return problems;
    }

    /** The policies of the organisation and of its folders, without those that cannot be read. */
    public List<PolicyDocument> readable() {
        List<PolicyDocument> readable = new ArrayList<>();
        try {
            organisation().ifPresent(readable::add);
        } catch (GateException e) {
            return List.of();
        }
        for (FolderPolicy folder : folders) {
            try {
                readable.add(folder.document());
            } catch (PolicyFormatException e) {
                continue;
            }
        }
        return readable;
    }
}
