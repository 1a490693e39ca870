package io.jenkins.lib.containergate.inventory;

import java.util.List;
import java.util.stream.Collectors;

/** Licences of which whoever uses a package can choose one. */
public final class LicenseChoice {
    /** Characters of a licence's name. */
    public static final int LONGEST = 200;

    private LicenseChoice() {}

    /** As one text, joined by the OR of SPDX, without those that are blank or longer than a name; empty when none is left. */
    public static List<String> of(List<String> declared) {
        String choice = declared.stream()
                .filter(license -> !license.isBlank() && license.length() <= LONGEST)
                .collect(Collectors.joining(" OR "));
        return choice.isEmpty() ? List.of() : List.of(choice);
    }
}
