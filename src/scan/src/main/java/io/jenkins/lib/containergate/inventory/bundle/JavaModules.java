package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Collection;
import java.util.List;

/** Tells modules of an application and its libraries from those of the Java runtime itself. */
final class JavaModules {
    private static final int SHOWN = 80;
    /** As the vendors of runtimes call theirs. */
    private static final List<String> RUNTIMES = List.of(
            "java.",
            "jdk.",
            "javafx.",
            "openj9.",
            "com.azul.",
            "com.ibm.",
            "com.oracle.",
            "com.sun.",
            "org.graalvm.",
            "oracle.");

    private JavaModules() {}

    /** Reports modules that are not the runtime's, in the order given. */
    static void report(Collection<String> modules, String path, PackageSink sink) throws LimitExceededException {
        List<String> others = modules.stream()
                .filter(module -> !module.isBlank() && RUNTIMES.stream().noneMatch(module::startsWith))
                .toList();
        if (!others.isEmpty()) {
            String shown = SafeText.visible(String.join(", ", others), SHOWN);
            sink.gap(Unreadable.BUNDLE.gap(
                    path, path, "it holds Java modules that are not the runtime's own: " + shown));
        }
    }
}
