package io.jenkins.plugins.containergate.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.trivy.ServerSlots;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
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
        apply(Settings.NONE);
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
        Settings previous = settings();
        GateException damage = unreadable;
        try (BulkChange change = new BulkChange(this)) {
            apply(Settings.NONE);
            foldersSetIn = change;
            request.bindJSON(this, json);
            change.commit();
            return true;
        } catch (IOException | RuntimeException e) {
            apply(previous);
            unreadable = damage;
            throw new FormException(Messages.ContainerGateConfiguration_policyProblem(e.getMessage()), e, "policy");
        }
    }

    /** All that is configured, as one value. */
    private record Settings(
            @Nullable PolicySettings policy,
            List<FolderPolicy> folders,
            @Nullable VulnerabilityData vulnerabilityData,
            @Nullable AgentSettings agents,
            boolean caughtGateFailsBuild,
            @Nullable ArchivedReports archivedReports,
            List<TrivyServer> trivyServers,
            List<RegistryCredentials> registries,
            List<AwsAccount> awsAccounts) {
        /** As if nothing had ever been configured. */
        static final Settings NONE =
                new Settings(null, List.of(), null, null, true, null, List.of(), List.of(), List.of());
    }

    private Settings settings() {
        return new Settings(
                policy,
                folders,
                vulnerabilityData,
                agents,
                caughtGateFailsBuild,
                archivedReports,
                trivyServers,
                registries,
                awsAccounts);
    }

    private void apply(Settings settings) {
        policy = settings.policy();
        folders = new ArrayList<>(settings.folders());
        vulnerabilityData = settings.vulnerabilityData();
        agents = settings.agents();
        caughtGateFailsBuild = settings.caughtGateFailsBuild();
        archivedReports = settings.archivedReports();
        trivyServers = new ArrayList<>(settings.trivyServers());
        registries = new ArrayList<>(settings.registries());
        awsAccounts = new ArrayList<>(settings.awsAccounts());
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
                OrganisationPolicies.organisation(policy);
            }
        } catch (PolicyFormatException e) {
            throw new IllegalArgumentException(JenkinsWords.of(e.getMessage()), e);
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

    /** The policies as gates apply them. */
    public OrganisationPolicies policies() {
        return new OrganisationPolicies(policy, folders, unreadable);
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
                throw new IllegalArgumentException(JenkinsWords.of(e.getMessage()), e);
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
            policies().problems().stream().findFirst().ifPresent(e -> {
                throw new IllegalArgumentException(JenkinsWords.of(e.getMessage()), e);
            });
        }
        super.save();
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

    /** Which reports become artifacts; {@code null} for what is usual. */
    public @Nullable ArchivedReports getArchivedReports() {
        return archivedReports;
    }

    @DataBoundSetter
    public void setArchivedReports(@Nullable ArchivedReports archivedReports) {
        this.archivedReports = archivedReports;
        save();
    }

    /** The choice, the usual one when none was made. */
    public ArchivedReports archivedReports() {
        return archivedReports == null ? new ArchivedReports() : archivedReports;
    }

    public List<TrivyServer> getTrivyServers() {
        return List.copyOf(trivyServers);
    }

    /** @throws IllegalArgumentException when one has no name or no address, or two have one name */
    @DataBoundSetter
    public void setTrivyServers(List<TrivyServer> trivyServers) {
        differentNames(trivyServers.stream().map(TrivyServer::getName).toList(), "trivyServers");
        for (TrivyServer server : trivyServers) {
            try {
                HttpAddress.parse(server.getUrl());
            } catch (GateException e) {
                throw new IllegalArgumentException("trivyServers: " + e.getMessage(), e);
            }
        }
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

    /** @throws IllegalArgumentException when one has no name, or two have one name */
    @DataBoundSetter
    public void setAwsAccounts(List<AwsAccount> awsAccounts) {
        differentNames(awsAccounts.stream().map(AwsAccount::getName).toList(), "awsAccounts");
        this.awsAccounts = new ArrayList<>(awsAccounts);
        save();
    }

    /** Jobs name them: which of two were meant, nobody could tell. */
    private static void differentNames(List<String> names, String what) {
        if (names.contains("")) {
            throw new IllegalArgumentException(Messages.ContainerGateConfiguration_nameless(what));
        }
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
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
