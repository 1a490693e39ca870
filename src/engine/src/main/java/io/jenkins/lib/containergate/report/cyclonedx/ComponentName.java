package io.jenkins.lib.containergate.report.cyclonedx;

import io.jenkins.lib.containergate.inventory.InstalledPackage;
import java.util.Optional;

/** Name and group of a component: Maven's {@code group:artifact} and npm's {@code @scope/name} are two parts there. */
record ComponentName(Optional<String> group, String name) {
    static ComponentName of(InstalledPackage installed) {
        String name = installed.name();
        int cut = installed.ecosystem().names().groupEnd(name);
        return cut > 0 && cut < name.length() - 1
                ? new ComponentName(Optional.of(name.substring(0, cut)), name.substring(cut + 1))
                : new ComponentName(Optional.empty(), name);
    }
}
