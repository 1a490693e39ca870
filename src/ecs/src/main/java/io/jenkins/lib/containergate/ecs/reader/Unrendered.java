package io.jenkins.lib.containergate.ecs.reader;

import io.jenkins.lib.containergate.ecs.document.MalformedDocumentException;
import io.jenkins.lib.containergate.ecs.document.Value;
import io.jenkins.lib.containergate.ecs.document.Value.Mapping;
import io.jenkins.lib.containergate.ecs.document.Value.Text;
import java.util.Optional;
import java.util.Set;

/**
 * Files from which other tools make task definitions. What would run is what those tools write, with defaults of their own: that is
 * judged, and never a translation that nobody deploys.
 */
final class Unrendered {
    /** {@code type} of a manifest of AWS Copilot. */
    private static final Set<String> COPILOT = Set.of(
            "Load Balanced Web Service",
            "Backend Service",
            "Worker Service",
            "Request-Driven Web Service",
            "Scheduled Job",
            "Static Site");

    private Unrendered() {}

    /** What to do instead, if the file is of a known kind. */
    static Optional<MalformedDocumentException> problem(Mapping root, String document) {
        if (root.members().get("type") instanceof Text type && COPILOT.contains(type.value())) {
            return Optional.of(new MalformedDocumentException(
                    document,
                    type.mark().line(),
                    "it is a manifest of AWS Copilot, which holds no task definition",
                    "judge the template that 'copilot svc package' or 'copilot job package' writes"));
        }
        if (root.members().get("services") instanceof Mapping services
                && !services.members().isEmpty()
                && services.members().values().stream().allMatch(Unrendered::isComposeService)) {
            return Optional.of(new MalformedDocumentException(
                    document,
                    services.mark().line(),
                    "it is a Compose file, which holds no task definition",
                    "judge what is deployed of it: the CloudFormation template or the task definition that your tool writes, or"
                            + " FAMILY once it is registered"));
        }
        return Optional.empty();
    }

    private static boolean isComposeService(Value service) {
        return service instanceof Mapping mapping
                && (mapping.members().containsKey("image")
                        || mapping.members().containsKey("build")
                        || mapping.members().containsKey("extends"));
    }
}
