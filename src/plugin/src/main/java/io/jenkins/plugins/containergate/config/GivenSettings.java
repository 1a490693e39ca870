package io.jenkins.plugins.containergate.config;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.policy.document.PolicyFormatException;
import io.jenkins.lib.containergate.text.SafeText;
import io.jenkins.plugins.containergate.JenkinsWords;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.config.policy.PolicySettings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What settings must be, whether a form or configuration code gives them. What they are not is an IllegalArgumentException. */
final class GivenSettings {
    private GivenSettings() {}

    static void requirePolicy(@Nullable PolicySettings policy) {
        try {
            if (policy != null) {
                OrganisationPolicies.organisation(policy);
            }
        } catch (PolicyFormatException e) {
            throw new IllegalArgumentException(JenkinsWords.of(e.getMessage()), e);
        }
    }

    /** Each a policy, and each for another folder. */
    static void requirePolicies(List<FolderPolicy> folders) {
        Set<String> names = new HashSet<>();
        for (FolderPolicy folder : folders) {
            try {
                folder.document();
            } catch (PolicyFormatException e) {
                throw new IllegalArgumentException(JenkinsWords.of(e.getMessage()), e);
            }
            if (!names.add(folder.name().key())) {
                throw new IllegalArgumentException(Messages.FolderPolicy_twice(folder.getFolder()));
            }
        }
    }

    static void requireAddresses(List<TrivyServer> servers) {
        for (TrivyServer server : servers) {
            try {
                HttpAddress.parse(server.getUrl());
            } catch (GateException e) {
                throw new IllegalArgumentException("trivyServers: " + e.getMessage(), e);
            }
        }
    }

    /** Jobs name them: which of two were meant, nobody could tell. */
    static void requireNames(List<String> names, String what) {
        if (names.contains("")) {
            throw new IllegalArgumentException(Messages.ContainerGateConfiguration_nameless(what));
        }
        Set<String> seen = new HashSet<>();
        names.stream().filter(name -> !seen.add(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException(Messages.ContainerGateConfiguration_twice(what, SafeText.quoted(name)));
        });
    }
}
