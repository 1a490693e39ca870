package io.jenkins.plugins.containergate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What could not be read of the stored configuration is not forgotten before all of it is replaced. */
class OrganisationSettingsTest {
    private static final PolicySettings POLICY = new PolicySettings("version: 1\n");

    private final OrganisationSettings damaged =
            OrganisationSettings.NONE.with(draft -> draft.damage(new GateException("cannot be read", "restore it")));

    @Test
    void noGateDecidesByWhatCouldNotBeRead() {
        assertThatThrownBy(() -> damaged.policies().organisation()).hasMessageContaining("cannot be read");
        assertThat(damaged.policies().problems()).hasSize(1);
    }

    @Test
    void aPolicyAloneOrFoldersAloneDoNotReplaceIt() {
        assertThat(damaged.with(draft -> draft.policy(POLICY)).policies().problems())
                .hasSize(1);
        assertThat(damaged.with(draft -> draft.folders(List.of())).policies().problems())
                .hasSize(1);
        assertThat(damaged.with(draft -> draft.folders(List.of()))
                        .with(draft -> draft.policy(null))
                        .policies()
                        .problems())
                .hasSize(1);
        assertThat(damaged.with(draft -> draft.folders(List.of()))
                        .with(draft -> draft.policy(POLICY))
                        .policies()
                        .problems())
                .isEmpty();
    }

    @Test
    void aFormReplacesTheFoldersAndWithAPolicyAll() {
        OrganisationSettings form = damaged.emptied();
        assertThat(form.policies().problems()).hasSize(1);
        assertThat(form.with(draft -> draft.policy(POLICY)).policies().problems())
                .isEmpty();
    }
}
