package io.jenkins.lib.containergate.hardening;

import io.jenkins.lib.containergate.hardening.rules.ApkNoCacheRule;
import io.jenkins.lib.containergate.hardening.rules.HealthCheckPresentRule;
import io.jenkins.lib.containergate.hardening.rules.NoAddInstructionRule;
import io.jenkins.lib.containergate.hardening.rules.NoAddedSetuidFilesRule;
import io.jenkins.lib.containergate.hardening.rules.NoBuildFilesRule;
import io.jenkins.lib.containergate.hardening.rules.NoDeviceFilesRule;
import io.jenkins.lib.containergate.hardening.rules.NoDistUpgradeRule;
import io.jenkins.lib.containergate.hardening.rules.NoEmptyPasswordRule;
import io.jenkins.lib.containergate.hardening.rules.NoExposedSshPortRule;
import io.jenkins.lib.containergate.hardening.rules.NoLatestTagRule;
import io.jenkins.lib.containergate.hardening.rules.NoPackageCacheRule;
import io.jenkins.lib.containergate.hardening.rules.NoSensitiveVolumeRule;
import io.jenkins.lib.containergate.hardening.rules.NoSetuidFilesRule;
import io.jenkins.lib.containergate.hardening.rules.NoSshdRule;
import io.jenkins.lib.containergate.hardening.rules.NoSudoRule;
import io.jenkins.lib.containergate.hardening.rules.NoUnverifiedPackagesRule;
import io.jenkins.lib.containergate.hardening.rules.NoUpdateAloneRule;
import io.jenkins.lib.containergate.hardening.rules.NoVersionControlRule;
import io.jenkins.lib.containergate.hardening.rules.NoWorldWritableFilesRule;
import io.jenkins.lib.containergate.hardening.rules.NonRootUserRule;
import io.jenkins.lib.containergate.hardening.rules.UniqueUserIdsRule;
import io.jenkins.lib.containergate.hardening.rules.WindowsNonAdminUserRule;
import io.jenkins.lib.containergate.rule.RuleSet;
import java.util.List;

/** The registry of hardening rules, in the order of reports. */
public final class HardeningRules {
    private HardeningRules() {}

    public static RuleSet<ImageFacts> all() {
        return RuleSet.of(List.<HardeningRule>of(
                new NonRootUserRule(),
                new WindowsNonAdminUserRule(),
                new NoLatestTagRule(),
                new HealthCheckPresentRule(),
                new NoUpdateAloneRule(),
                new NoDistUpgradeRule(),
                new NoSetuidFilesRule(),
                new NoAddedSetuidFilesRule(),
                new NoAddInstructionRule(),
                new NoUnverifiedPackagesRule(),
                new NoPackageCacheRule(),
                new ApkNoCacheRule(),
                new NoSudoRule(),
                new NoSshdRule(),
                new NoExposedSshPortRule(),
                new NoSensitiveVolumeRule(),
                new NoEmptyPasswordRule(),
                new UniqueUserIdsRule(),
                new NoWorldWritableFilesRule(),
                new NoDeviceFilesRule(),
                new NoVersionControlRule(),
                new NoBuildFilesRule()));
    }
}
