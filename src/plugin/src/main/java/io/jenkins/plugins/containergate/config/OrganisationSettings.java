package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All that is configured, as one value.
 *
 * @param damage what cannot be read of the stored configuration, if so
 */
record OrganisationSettings(
        @Nullable PolicySettings policy,
        List<FolderPolicy> folders,
        @Nullable VulnerabilityData vulnerabilityData,
        @Nullable AgentSettings agents,
        boolean caughtGateFailsBuild,
        @Nullable ArchivedReports archivedReports,
        List<TrivyServer> trivyServers,
        List<RegistryCredentials> registries,
        List<AwsAccount> awsAccounts,
        @Nullable Damage damage) {
    /** As if nothing had ever been configured. */
    static final OrganisationSettings NONE =
            new OrganisationSettings(null, List.of(), null, null, true, null, List.of(), List.of(), List.of(), null);

    OrganisationSettings {
        folders = copy(folders);
        trivyServers = copy(trivyServers);
        registries = copy(registries);
        awsAccounts = copy(awsAccounts);
    }

    /** What was read in part can hold nothing where an entry should be. */
    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(list));
    }

    /** The stored policies are not known until that of the organisation and those of the folders are both replaced. */
    record Damage(GateException cause, boolean policyReplaced, boolean foldersReplaced) {
        Damage(GateException cause) {
            this(cause, false, false);
        }

        private @Nullable Damage left() {
            return policyReplaced && foldersReplaced ? null : this;
        }
    }

    /** Nothing but what cannot be read: what a form does not mention is not set. */
    OrganisationSettings emptied() {
        OrganisationSettings previous = this;
        return NONE.with(draft -> {
            draft.damage = previous.damage();
            draft.folders(List.of());
        });
    }

    OrganisationPolicies policies() {
        return new OrganisationPolicies(policy, folders, damage == null ? null : damage.cause());
    }

    OrganisationSettings with(Consumer<Draft> edit) {
        Draft draft = new Draft(this);
        edit.accept(draft);
        return draft.settings();
    }

    /** Settings while they are edited. */
    static final class Draft {
        private @Nullable PolicySettings policy;
        private List<FolderPolicy> folders;
        private @Nullable Damage damage;

        @Nullable
        VulnerabilityData vulnerabilityData;

        @Nullable
        AgentSettings agents;

        boolean caughtGateFailsBuild;

        @Nullable
        ArchivedReports archivedReports;

        List<TrivyServer> trivyServers;
        List<RegistryCredentials> registries;
        List<AwsAccount> awsAccounts;

        private Draft(OrganisationSettings settings) {
            policy = settings.policy();
            folders = settings.folders();
            vulnerabilityData = settings.vulnerabilityData();
            agents = settings.agents();
            caughtGateFailsBuild = settings.caughtGateFailsBuild();
            archivedReports = settings.archivedReports();
            trivyServers = settings.trivyServers();
            registries = settings.registries();
            awsAccounts = settings.awsAccounts();
            damage = settings.damage();
        }

        void policy(@Nullable PolicySettings policy) {
            this.policy = policy;
            if (damage != null) {
                damage = new Damage(damage.cause(), policy != null, damage.foldersReplaced()).left();
            }
        }

        void folders(List<FolderPolicy> folders) {
            this.folders = folders;
            if (damage != null) {
                damage = new Damage(damage.cause(), damage.policyReplaced(), true).left();
            }
        }

        /** @param cause why the stored configuration cannot be read; {@code null} when it can */
        void damage(@Nullable GateException cause) {
            damage = cause == null ? null : new Damage(cause);
        }

        private OrganisationSettings settings() {
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
                    damage);
        }
    }
}
