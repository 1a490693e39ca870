package io.jenkins.plugins.containergate.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import hudson.XmlFile;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.lib.containergate.vulnerability.trivy.ServerSlots;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
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

    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    // what is stored, and read by nothing but XStream: all else goes by the settings in force
    private @Nullable PolicySettings policy;
    private List<FolderPolicy> folders = new ArrayList<>();
    private @Nullable VulnerabilityData vulnerabilityData;
    private @Nullable AgentSettings agents;
    private boolean caughtGateFailsBuild = true;
    private @Nullable ArchivedReports archivedReports;
    private List<TrivyServer> trivyServers = new ArrayList<>();
    private List<RegistryCredentials> registries = new ArrayList<>();
    private List<AwsAccount> awsAccounts = new ArrayList<>();

    private final transient SettingsInForce<OrganisationSettings> inForce =
            new SettingsInForce<>(OrganisationSettings.NONE);
    /** Shared by all builds. */
    private final transient ServerSlots trivySlots = new ServerSlots(IMAGES_AT_ONCE);

    public ContainerGateConfiguration() {
        load();
    }

    public static ContainerGateConfiguration get() {
        return ExtensionList.lookupSingleton(ContainerGateConfiguration.class);
    }

    /**
     * Jenkins would go on without what it cannot read, and the built-in policy would decide in the place of a stricter one.
     * Until all is read, gates go by what was read before.
     */
    @Override
    public synchronized void load() {
        XmlFile file = getConfigFile();
        if (!file.exists()) {
            inForce.publish(inForce.seenIn(null).with(draft -> draft.damage(null)));
            return;
        }
        store(OrganisationSettings.NONE);
        try {
            file.unmarshal(this);
            StoredConfiguration.read(file.getFile().toPath()).requireRead(this, stored().folders());
            inForce.publish(stored());
        } catch (IOException | RuntimeException e) {
            GateException unreadable = new GateException(
                    Messages.ContainerGateConfiguration_unreadable(file.getFile(), rootOf(e)),
                    Messages.ContainerGateConfiguration_restore(),
                    e);
            inForce.publish(stored().with(draft -> draft.damage(unreadable)));
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
        try (BulkChange change = new BulkChange(this)) {
            inForce.edit(change, OrganisationSettings::emptied);
            request.bindJSON(this, json);
            change.commit();
            return true;
        } catch (IOException | RuntimeException e) {
            throw new FormException(Messages.ContainerGateConfiguration_policyProblem(e.getMessage()), e, "policy");
        } finally {
            inForce.discard();
        }
    }

    /** Gives up what the calling thread has changed and not saved. */
    void discard() {
        inForce.discard();
    }

    /** As gates see them; the thread that changes them sees its own changes. */
    private OrganisationSettings settings() {
        return inForce.seenIn(change());
    }

    /** The form and configuration code set everything as one change, and any other setter is a change of its own. */
    private @Nullable BulkChange change() {
        return BulkChange.contains(this) ? BulkChange.current() : null;
    }

    /** @param edit is made again each time the change is looked at, so it must not hold a list of the caller's */
    private void change(Consumer<OrganisationSettings.Draft> edit) {
        inForce.edit(change(), settings -> settings.with(edit));
        if (!BulkChange.contains(this)) {
            saveChange();
        }
    }

    private synchronized OrganisationSettings stored() {
        return new OrganisationSettings(
                policy,
                folders,
                vulnerabilityData,
                agents,
                caughtGateFailsBuild,
                archivedReports,
                trivyServers,
                registries,
                awsAccounts,
                null);
    }

    private synchronized void store(OrganisationSettings settings) {
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
        return settings().policy();
    }

    /** @throws IllegalArgumentException when it is no policy; a typing mistake in configuration code must not open a gate */
    @DataBoundSetter
    public void setPolicy(@Nullable PolicySettings policy) {
        GivenSettings.requirePolicy(policy);
        change(draft -> draft.policy(policy));
    }

    /** The policies as gates apply them. */
    public OrganisationPolicies policies() {
        return settings().policies();
    }

    /** Policies of folders, on top of that of the organisation. */
    public List<FolderPolicy> getFolders() {
        return List.copyOf(settings().folders());
    }

    /** @throws IllegalArgumentException when one is no policy, or two are for one folder */
    @DataBoundSetter
    public void setFolders(List<FolderPolicy> folders) {
        List<FolderPolicy> given = List.copyOf(folders);
        GivenSettings.requirePolicies(given);
        change(draft -> draft.folders(given));
    }

    /**
     * The form and configuration code set everything and save once, in whichever order they set it. A save that completes
     * no such change saves what is in force: nothing of a change that the same thread gave up before. The end of a change
     * does not say which change it is, so {@link ConfigurationAsOneChange} keeps two of them apart.
     *
     * @throws IllegalArgumentException that says which folder asks for less than an outer layer demands, or that a policy
     *     that cannot be read would be overwritten
     */
    @Override
    public void save() {
        if (BulkChange.contains(this)) {
            return;
        }
        if (!BulkChange.class.equals(CALLER.getCallerClass())) {
            inForce.discard();
        }
        saveChange();
    }

    /** What only shows when all of a change is there is looked at here. */
    private synchronized void saveChange() {
        OrganisationSettings changed = inForce.changed();
        changed.policies().problems().stream().findFirst().ifPresent(e -> {
            inForce.discard();
            throw new IllegalArgumentException(JenkinsWords.of(e.getMessage()), e);
        });
        keep(changed);
    }

    private synchronized void keep(OrganisationSettings settings) {
        store(settings);
        super.save();
        inForce.publish(settings);
    }

    /**
     * A policy goes with its folder even to where it cannot be applied: then gates under it are an ERROR. If it stayed, it
     * would apply to nothing, and the gates would pass without it.
     */
    synchronized void rename(String oldFullName, String newFullName) {
        OrganisationSettings settings = inForce.seenIn(null);
        List<FolderPolicy> renamed = settings.folders().stream()
                .flatMap(folder -> folder.after(oldFullName, newFullName))
                .toList();
        if (settings.damage() == null && !renamed.equals(settings.folders())) {
            keep(settings.with(draft -> draft.folders(renamed)));
        }
    }

    /** Files that know vulnerabilities. */
    public @Nullable VulnerabilityData getVulnerabilityData() {
        return settings().vulnerabilityData();
    }

    @DataBoundSetter
    public void setVulnerabilityData(@Nullable VulnerabilityData vulnerabilityData) {
        change(draft -> draft.vulnerabilityData = vulnerabilityData);
    }

    /** How agents read images; {@code null} for what is usual. */
    public @Nullable AgentSettings getAgents() {
        return settings().agents();
    }

    @DataBoundSetter
    public void setAgents(@Nullable AgentSettings agents) {
        change(draft -> draft.agents = agents);
    }

    /** The settings of agents, the usual ones when none were made. */
    public AgentSettings agentSettings() {
        AgentSettings agents = settings().agents();
        return agents == null ? new AgentSettings() : agents;
    }

    /** Whether a gate that fails, or cannot decide, fails its build for good, so that no {@code catchError} makes it green. */
    public boolean isCaughtGateFailsBuild() {
        return settings().caughtGateFailsBuild();
    }

    @DataBoundSetter
    public void setCaughtGateFailsBuild(boolean caughtGateFailsBuild) {
        change(draft -> draft.caughtGateFailsBuild = caughtGateFailsBuild);
    }

    /** Which reports become artifacts; {@code null} for what is usual. */
    public @Nullable ArchivedReports getArchivedReports() {
        return settings().archivedReports();
    }

    @DataBoundSetter
    public void setArchivedReports(@Nullable ArchivedReports archivedReports) {
        change(draft -> draft.archivedReports = archivedReports);
    }

    /** The choice, the usual one when none was made. */
    public ArchivedReports archivedReports() {
        ArchivedReports chosen = settings().archivedReports();
        return chosen == null ? new ArchivedReports() : chosen;
    }

    public List<TrivyServer> getTrivyServers() {
        return List.copyOf(settings().trivyServers());
    }

    /** @throws IllegalArgumentException when one has no name or no address, or two have one name */
    @DataBoundSetter
    public void setTrivyServers(List<TrivyServer> trivyServers) {
        List<TrivyServer> given = List.copyOf(trivyServers);
        GivenSettings.requireNames(given.stream().map(TrivyServer::getName).toList(), "trivyServers");
        GivenSettings.requireAddresses(given);
        change(draft -> draft.trivyServers = given);
    }

    public List<RegistryCredentials> getRegistries() {
        return List.copyOf(settings().registries());
    }

    @DataBoundSetter
    public void setRegistries(List<RegistryCredentials> registries) {
        List<RegistryCredentials> given = List.copyOf(registries);
        change(draft -> draft.registries = given);
    }

    public List<AwsAccount> getAwsAccounts() {
        return List.copyOf(settings().awsAccounts());
    }

    /** @throws IllegalArgumentException when one has no name, or two have one name */
    @DataBoundSetter
    public void setAwsAccounts(List<AwsAccount> awsAccounts) {
        List<AwsAccount> given = List.copyOf(awsAccounts);
        GivenSettings.requireNames(given.stream().map(AwsAccount::getName).toList(), "awsAccounts");
        change(draft -> draft.awsAccounts = given);
    }

    /** Whether anything is configured that knows vulnerabilities. Without it every scan is an ERROR. */
    public boolean knowsVulnerabilities() {
        OrganisationSettings settings = settings();
        VulnerabilityData data = settings.vulnerabilityData();
        return data != null && data.hasSource() || !settings.trivyServers().isEmpty();
    }

    public Optional<TrivyServer> trivyServer(String name) {
        return settings().trivyServers().stream()
                .filter(server -> server.getName().equals(name))
                .findFirst();
    }

    /** How many images each Trivy server is asked about at the same time. */
    public ServerSlots trivySlots() {
        return trivySlots;
    }
}
