package io.jenkins.plugins.containergate.access;

import io.jenkins.lib.containergate.http.RegistryHost;
import io.jenkins.lib.containergate.image.ImageReference;
import io.jenkins.plugins.containergate.Messages;
import io.jenkins.plugins.containergate.build.GateLog;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Credentials of a job where a file names the images: they are for the one registry that the job names itself. Whoever
 * writes the file must not have a password sent to a host of their choice.
 *
 * @param registry host, with or without a port
 */
public record JobCredentials(Optional<String> registry, Optional<String> credentialsId) {

    /** Why they cannot be used, if so. */
    public Optional<String> problem() {
        if (registry.isEmpty()) {
            return credentialsId.map(unused -> Messages.CheckTaskDefinitionStep_credentialsWithoutRegistry());
        }
        return RegistryHost.canonical(registry.get()).isPresent()
                ? Optional.empty()
                : Optional.of(Messages.CheckTaskDefinitionStep_notAHost(GateLog.singleLine(registry.get())));
    }

    /** The id for an image, or {@code null} for one in another registry. */
    @Nullable
    public String idFor(ImageReference image) {
        boolean same = registry.flatMap(RegistryHost::canonical)
                .map(image.registry()::equals)
                .orElse(false);
        return same ? credentialsId.orElse(null) : null;
    }
}
