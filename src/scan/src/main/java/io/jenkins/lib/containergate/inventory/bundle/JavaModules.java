package io.jenkins.lib.containergate.inventory.bundle;

import io.jenkins.lib.containergate.fault.LimitExceededException;
import io.jenkins.lib.containergate.inventory.PackageSink;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** Tells modules of an application and its libraries from those of the Java runtime itself. */
final class JavaModules {
    private static final int SHOWN = 80;
    /** What only runtimes call their modules. */
    private static final List<String> PREFIXES =
            List.of("java.", "jdk.", "javafx.", "openj9.", "com.azul.", "org.graalvm.");
    /** Modules of runtimes of IBM and Oracle, whose libraries have names that begin alike. */
    private static final Set<String> NAMES = Set.of(
            "com.ibm.jzos",
            "com.oracle.graal.graal_enterprise",
            "com.oracle.svm.enterprise.truffle",
            "com.oracle.svm.extraimage_enterprise",
            "com.oracle.svm.svm_enterprise",
            "com.oracle.svm_enterprise.ml_dataset",
            "com.oracle.truffle.enterprise",
            "openjceplus",
            "oracle.desktop",
            "oracle.net");

    private JavaModules() {}

    /** Reports modules that are not the runtime's, in the order given. */
    static void report(Collection<String> modules, String path, PackageSink sink) throws LimitExceededException {
        List<String> others = modules.stream()
                .filter(module -> !module.isBlank() && !ofRuntime(module))
                .toList();
        if (!others.isEmpty()) {
            String shown = SafeText.visible(String.join(", ", others), SHOWN);
            sink.gap(Unreadable.BUNDLE.gap(
                    path, path, "it holds Java modules that are not the runtime's own: " + shown));
        }
    }

    private static boolean ofRuntime(String module) {
        return NAMES.contains(module) || PREFIXES.stream().anyMatch(module::startsWith);
    }
}
