package io.jenkins.plugins.containergate.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyDocument;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.policy.merge.BuiltInPolicy;
import io.jenkins.lib.containergate.policy.merge.PolicyMerge;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.trivy.ServerSlots;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.GlobalConfiguration;
import jenkins.model.GlobalConfigurationCategory;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.jspecify.annotations.Nullable;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * The organisation's configuration: Manage Jenkins, Security, Container gate. Only administrators change it.
 *
 * <p>Lists are copied into {@code ArrayList}s, which XStream writes in plain words.
 */
@Extension
@Symbol("containerGate")
public final class ContainerGateConfiguration extends GlobalConfiguration {
    /** Images one Trivy server is asked about at the same time. */
    private static final int IMAGES_AT_ONCE = 8;

    private static final int MAX_REASON = 300;
    private static final String LAYER = "org";
    private static final String PLACE = "policy of the organisation";

    private @Nullable PolicySettings policy;
    private List<FolderPolicy> folders = new ArrayList<>();
    private @Nullable VulnerabilityData vulnerabilityData;
    private @Nullable AgentSettings agents;
    private boolean caughtGateFailsBuild = true;
    /** Why the stored configuration cannot be read: then no gate can decide, because the policy is not known. */
    private transient volatile @Nullable GateException unreadable;
    /** The changes in which a policy, and in which the folders, were last set. */
    private transient @Nullable BulkChange policySetIn;

    private transient @Nullable BulkChange foldersSetIn;

    private @Nullable ArchivedReports archivedReports;
    private List<TrivyServer> trivyServers = new ArrayList<>();
    /** Shared by all builds. */
    private final transient ServerSlots trivySlots = new ServerSlots(IMAGES_AT_ONCE);

    private List<RegistryCredentials> registries = new ArrayList<>();
    private List<AwsAccount> awsAccounts = new ArrayList<>();

    public ContainerGateConfiguration() {
        load();
    }

    public static ContainerGateConfiguration get() {
        return ExtensionList.lookupSingleton(ContainerGateConfiguration.class);
    }

    /** Jenkins would go on without what it cannot read, and the built-in policy would decide in the place of a stricter one. */
    @Override
    public synchronized void load() {
        XmlFile file = getConfigFile();
        if (!file.exists()) {
            unreadable = null;
            return;
        }
        unreadable = new GateException(
                Messages.ContainerGateConfiguration_loading(), Messages.ContainerGateConfiguration_again());
        forget();
        try {
            file.unmarshal(this);
            StoredConfiguration.read(file.getFile().toPath()).requireRead(this);
            unreadable = null;
        } catch (IOException | RuntimeException e) {
            unreadable = new GateException(
                    Messages.ContainerGateConfiguration_unreadable(file.getFile(), rootOf(e)),
                    Messages.ContainerGateConfiguration_restore(),
                    e);
        }
    }

    private static String rootOf(Throwable fault) {
        Throwable root = fault;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return SafeText.bounded(String.valueOf(root.getMessage()), MAX_REASON);
    }

    @Override
    public String getDisplayName() {
        return Messages.ContainerGateConfiguration_displayName();
    }

    @Override
    public GlobalConfigurationCategory getCategory() {
        return GlobalConfigurationCategory.get(GlobalConfigurationCategory.Security.class);
    }

    /**
     * A form without any entry of a list does not mention the list, so what it does not mention is emptied first. When
     * the policy is not valid, nothing changes.
     */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) throws FormException {
        GateException previousUnreadable = unreadable;
        PolicySettings previousPolicy = policy;
        List<FolderPolicy> previousFolders = folders;
        VulnerabilityData previousData = vulnerabilityData;
        AgentSettings previousAgents = agents;
        boolean previousCaught = caughtGateFailsBuild;
        ArchivedReports previousArchived = archivedReports;
        List<TrivyServer> previousServers = trivyServers;
        List<RegistryCredentials> previousRegistries = registries;
        List<AwsAccount> previousAccounts = awsAccounts;
        try (BulkChange change = new BulkChange(this)) {
            forget();
            foldersSetIn = change;
            request.bindJSON(this, json);
            change.commit();
            return true;
        } catch (IOException | RuntimeException e) {
            unreadable = previousUnreadable;
            policy = previousPolicy;
            folders = previousFolders;
            vulnerabilityData = previousData;
            agents = previousAgents;
            caughtGateFailsBuild = previousCaught;
            archivedReports = previousArchived;
            trivyServers = previousServers;
            registries = previousRegistries;
            awsAccounts = previousAccounts;
            throw new FormException(Messages.ContainerGateConfiguration_policyProblem(e.getMessage()), e, "policy");
        }
    }

    /** As if nothing had ever been configured. */
    private void forget() {
        policy = null;
        folders = new ArrayList<>();
        vulnerabilityData = null;
        agents = null;
        caughtGateFailsBuild = true;
        archivedReports = null;
        trivyServers = new ArrayList<>();
        registries = new ArrayList<>();
        awsAccounts = new ArrayList<>();
    }

    /** The policy of the organisation; without one, the built-in policy decides. */
    public @Nullable PolicySettings getPolicy() {
        return policy;
    }

    /** @throws IllegalArgumentException when it is no policy; a typing mistake in configuration code must not open a gate */
    @DataBoundSetter
    public void setPolicy(@Nullable PolicySettings policy) {
        try {
            if (policy != null) {
                asOrganisation(policy);
            }
        } catch (PolicyFormatException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
        PolicySettings previous = this.policy;
        GateException previousUnreadable = unreadable;
        this.policy = policy;
        policySetIn = policy == null ? null : BulkChange.current();
        forgetDamage();
        try {
            save();
        } catch (IllegalArgumentException e) {
            this.policy = previous;
            this.unreadable = previousUnreadable;
            throw e;
        }
    }

    /**
     * The policy as the outermost layer.
     *
     * @throws GateException when what is stored cannot be read, or is no policy: then no gate can decide
     */
    public Optional<PolicyDocument> policyDocument() throws GateException {
        GateException damage = unreadable;
        if (damage != null) {
            throw damage;
        }
        return policy == null ? Optional.empty() : Optional.of(asOrganisation(policy));
    }

    /** Any policy as the outermost layer, saved or not. */
    public static PolicyDocument asOrganisation(PolicySettings policy) throws PolicyFormatException {
        return policy.document(LAYER, PLACE);
    }

    /** Policies of folders, on top of that of the organisation. */
    public List<FolderPolicy> getFolders() {
        return List.copyOf(folders);
    }

    /** @throws IllegalArgumentException when one is no policy, or two are for one folder */
    @DataBoundSetter
    public void setFolders(List<FolderPolicy> folders) {
        Set<String> names = new HashSet<>();
        for (FolderPolicy folder : folders) {
            try {
                folder.document();
            } catch (PolicyFormatException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
            if (!names.add(folder.getFolder().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException(Messages.FolderPolicy_twice(folder.getFolder()));
            }
        }
        List<FolderPolicy> previous = this.folders;
        GateException previousUnreadable = unreadable;
        this.folders = new ArrayList<>(folders);
        foldersSetIn = BulkChange.current();
        forgetDamage();
        try {
            save();
        } catch (IllegalArgumentException e) {
            this.folders = previous;
            this.unreadable = previousUnreadable;
            throw e;
        }
    }

    /** Only a change that sets a policy and the folders replaces everything that could not be read. */
    private void forgetDamage() {
        if (policySetIn != null && policySetIn == foldersSetIn) {
            unreadable = null;
        }
    }

    /**
     * The form and configuration code set everything and save once, in whichever order they set it. So what only shows when
     * all of it is there is looked at here.
     *
     * @throws IllegalArgumentException that says which folder asks for less than an outer layer demands, or that a policy
     *     that cannot be read would be overwritten
     */
    @Override
    public synchronized void save() {
        if (!BulkChange.contains(this)) {
            policyProblems().stream().findFirst().ifPresent(e -> {
                throw new IllegalArgumentException(e.getMessage(), e);
            });
        }
        super.save();
    }

    /** Why the policy of the organisation, or that of a folder on top of it, cannot be applied; empty when all can. */
    public List<GateException> policyProblems() {
        PolicyDocument outermost;
        try {
            outermost = policyDocument().orElseGet(BuiltInPolicy::withoutWaivers);
            PolicyMerge.merge(List.of(outermost), Clock.systemUTC());
        } catch (GateException e) {
            return List.of(e);
        }
        List<GateException> problems = new ArrayList<>();
        for (FolderPolicy folder : folders) {
            List<PolicyDocument> layers = new ArrayList<>(List.of(outermost));
            try {
                layers.addAll(folderDocuments(folder.getFolder() + "/job"));
                PolicyMerge.merge(layers, Clock.systemUTC());
            } catch (GateException e) {
                problems.add(e);
            }
        }
        return problems;
    }

    /** The policies of the organisation and of its folders, without those that cannot be read. */
    public List<PolicyDocument> readablePolicies() {
        List<PolicyDocument> readable = new ArrayList<>();
        try {
            policyDocument().ifPresent(readable::add);
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

    /**
     * The policies of the folders a job is in, outermost first.
     *
     * @throws PolicyFormatException when what is stored is no policy: then no gate can decide
     */
    public List<PolicyDocument> folderDocuments(String jobFullName) throws PolicyFormatException {
        List<PolicyDocument> documents = new ArrayList<>();
        for (FolderPolicy folder : covering(jobFullName)) {
            documents.add(folder.document());
        }
        return documents;
    }

    /**
     * The policies of folders that are among the named layers, outermost first.
     *
     * @throws PolicyFormatException when what is stored is no policy
     */
    public List<PolicyDocument> folderDocumentsOf(Collection<String> layers) throws PolicyFormatException {
        List<PolicyDocument> documents = new ArrayList<>();
        for (FolderPolicy folder : folders.stream()
                .sorted(Comparator.comparingInt(FolderPolicy::depth))
                .toList()) {
            PolicyDocument document = folder.document();
            if (layers.contains(document.layer())) {
                documents.add(document);
            }
        }
        return documents;
    }

    private List<FolderPolicy> covering(String jobFullName) {
        return folders.stream()
                .filter(folder -> folder.covers(jobFullName))
                .sorted(Comparator.comparingInt(FolderPolicy::depth))
                .toList();
    }

    void rename(String oldFullName, String newFullName) {
        List<FolderPolicy> renamed = folders.stream()
                .map(folder -> folder.renamed(oldFullName, newFullName))
                .toList();
        if (unreadable == null && !renamed.equals(folders)) {
            folders = new ArrayList<>(renamed);
            save();
        }
    }

    /** Files that know vulnerabilities. */
    public @Nullable VulnerabilityData getVulnerabilityData() {
        return vulnerabilityData;
    }

    @DataBoundSetter
    public void setVulnerabilityData(@Nullable VulnerabilityData vulnerabilityData) {
        this.vulnerabilityData = vulnerabilityData;
        save();
    }

    /** How agents read images; {@code null} for what is usual. */
    public @Nullable AgentSettings getAgents() {
        return agents;
    }

    @DataBoundSetter
    public void setAgents(@Nullable AgentSettings agents) {
        this.agents = agents;
        save();
    }

    /** The settings of agents, the usual ones when none were made. */
    public AgentSettings agentSettings() {
        return agents == null ? new AgentSettings() : agents;
    }

    /** Whether a gate that fails, or cannot decide, fails its build for good, so that no {@code catchError} makes it green. */
    public boolean isCaughtGateFailsBuild() {
        return caughtGateFailsBuild;
    }

    @DataBoundSetter
    public void setCaughtGateFailsBuild(boolean caughtGateFailsBuild) {
        this.caughtGateFailsBuild = caughtGateFailsBuild;
        save();
    }

    /** Which reports become artifacts; {@code null} for all. */
    public @Nullable ArchivedReports getArchivedReports() {
        return archivedReports;
    }

    @DataBoundSetter
    public void setArchivedReports(@Nullable ArchivedReports archivedReports) {
        this.archivedReports = archivedReports;
        save();
    }

    /** The choice, all of them when none was made. */
    public ArchivedReports archivedReports() {
        return archivedReports == null ? new ArchivedReports() : archivedReports;
    }

    public List<TrivyServer> getTrivyServers() {
        return List.copyOf(trivyServers);
    }

    /** @throws IllegalArgumentException when two have one name */
    @DataBoundSetter
    public void setTrivyServers(List<TrivyServer> trivyServers) {
        differentNames(trivyServers.stream().map(TrivyServer::getName), "trivyServers");
        this.trivyServers = new ArrayList<>(trivyServers);
        save();
    }

    public List<RegistryCredentials> getRegistries() {
        return List.copyOf(registries);
    }

    @DataBoundSetter
    public void setRegistries(List<RegistryCredentials> registries) {
        this.registries = new ArrayList<>(registries);
        save();
    }

    public List<AwsAccount> getAwsAccounts() {
        return List.copyOf(awsAccounts);
    }

    /** @throws IllegalArgumentException when two have one name */
    @DataBoundSetter
    public void setAwsAccounts(List<AwsAccount> awsAccounts) {
        differentNames(awsAccounts.stream().map(AwsAccount::getName), "awsAccounts");
        this.awsAccounts = new ArrayList<>(awsAccounts);
        save();
    }

    /** Jobs name them: which of two were meant, nobody could tell. */
    private static void differentNames(Stream<String> names, String what) {
        Set<String> seen = new HashSet<>();
        names.filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(Messages.ContainerGateConfiguration_twice(what, SafeText.quoted(name)));
        });
    }

    /** Whether anything is configured that knows vulnerabilities. Without it every scan is an ERROR. */
    public boolean knowsVulnerabilities() {
        boolean data = vulnerabilityData != null && vulnerabilityData.hasSource();
        return data || !trivyServers.isEmpty();
    }

    public Optional<TrivyServer> trivyServer(String name) {
        return trivyServers.stream()
                .filter(server -> server.getName().equals(name))
                .findFirst();
    }

    /** How many images each Trivy server is asked about at the same time. */
    public ServerSlots trivySlots() {
        return trivySlots;
    }
}
