package io.jenkins.plugins.containergate.config;

import hudson.BulkChange;
import hudson.Extension;
import hudson.ExtensionList;
import io.jenkins.plugins.containergate.Messages;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import jenkins.model.GlobalConfiguration;
import jenkins.model.GlobalConfigurationCategory;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
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
    private List<TrivyServer> trivyServers = new ArrayList<>();
    private List<RegistryCredentials> registries = new ArrayList<>();
    private List<AwsAccount> awsAccounts = new ArrayList<>();

    public ContainerGateConfiguration() {
        load();
    }

    public static ContainerGateConfiguration get() {
        return ExtensionList.lookupSingleton(ContainerGateConfiguration.class);
    }

    @Override
    public String getDisplayName() {
        return Messages.ContainerGateConfiguration_displayName();
    }

    @Override
    public GlobalConfigurationCategory getCategory() {
        return GlobalConfigurationCategory.get(GlobalConfigurationCategory.Security.class);
    }

    /** A form without any entry of a list does not mention the list, so what it does not mention is emptied first. */
    @Override
    public boolean configure(StaplerRequest2 request, JSONObject json) {
        try (BulkChange change = new BulkChange(this)) {
            trivyServers = new ArrayList<>();
            registries = new ArrayList<>();
            awsAccounts = new ArrayList<>();
            request.bindJSON(this, json);
            change.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return true;
    }

    public List<TrivyServer> getTrivyServers() {
        return List.copyOf(trivyServers);
    }

    @DataBoundSetter
    public void setTrivyServers(List<TrivyServer> trivyServers) {
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

    @DataBoundSetter
    public void setAwsAccounts(List<AwsAccount> awsAccounts) {
        this.awsAccounts = new ArrayList<>(awsAccounts);
        save();
    }

    public Optional<TrivyServer> trivyServer(String name) {
        return trivyServers.stream()
                .filter(server -> server.getName().equals(name))
                .findFirst();
    }
}
