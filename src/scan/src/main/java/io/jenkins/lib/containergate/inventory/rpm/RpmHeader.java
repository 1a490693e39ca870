package io.jenkins.lib.containergate.inventory.rpm;

import io.jenkins.lib.containergate.ecosystem.Ecosystem;
import io.jenkins.lib.containergate.inventory.FoundPackage;
import io.jenkins.lib.containergate.inventory.InstalledPackage.SourcePackage;
import io.jenkins.lib.containergate.inventory.MalformedContentException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What identifies one installed package.
 *
 * @param version {@code [EPOCH:]VERSION-RELEASE}
 * @param architecture absent for public keys, which rpm keeps among the packages
 * @param module label of the module it belongs to: {@code nodejs:16:8070020220613121646:bd1311ed}
 * @see <a href="https://rpm-software-management.github.io/rpm/manual/tags.html">RPM tags</a>
 */
record RpmHeader(
        String name,
        String version,
        Optional<String> architecture,
        Optional<SourcePackage> source,
        Optional<String> license,
        Optional<String> module,
        Optional<String> vendor) {
    private static final int NAME = 1000;
    private static final int VERSION = 1001;
    private static final int RELEASE = 1002;
    private static final int EPOCH = 1003;
    private static final int VENDOR = 1011;
    private static final int LICENSE = 1014;
    private static final int ARCHITECTURE = 1022;
    private static final int SOURCE_RPM = 1044;
    private static final int MODULARITY_LABEL = 5096;

    private static final int MAX_VENDOR = 512;
    private static final Pattern WORD = Pattern.compile("[!-.0-~]{1,255}");
    private static final Pattern NO_DASH = Pattern.compile("[!-,.0-~]{1,255}");
    private static final Pattern SOURCE =
            Pattern.compile("([!-.0-~]{1,255})-([!-,.0-~]{1,255}-[!-,.0-~]{1,255})\\.(?:no)?src\\.rpm");

    static RpmHeader of(HeaderTags tags) throws MalformedContentException {
        String name = checked("a package's name", tags.string(NAME), WORD);
        return of(
                name,
                tags.number(EPOCH),
                checked("the version of " + name, tags.string(VERSION), NO_DASH) + "-"
                        + checked("the release of " + name, tags.string(RELEASE), NO_DASH),
                tags.string(ARCHITECTURE),
                tags.string(SOURCE_RPM),
                tags.string(LICENSE),
                tags.string(MODULARITY_LABEL),
                tags.string(VENDOR).filter(text -> text.length() <= MAX_VENDOR));
    }

    /**
     * @param versionRelease {@code VERSION-RELEASE}
     * @param sourceRpm file name of the source package
     */
    static RpmHeader of(
            String name,
            Optional<Long> epoch,
            String versionRelease,
            Optional<String> architecture,
            Optional<String> sourceRpm,
            Optional<String> license,
            Optional<String> module,
            Optional<String> vendor)
            throws MalformedContentException {
        String prefix =
                epoch.filter(number -> number > 0).map(number -> number + ":").orElse("");
        return new RpmHeader(
                checked("a package's name", Optional.of(name), WORD),
                prefix + checked("the version of " + name, Optional.of(versionRelease), WORD),
                optional("the architecture of " + name, architecture),
                source(name, prefix, sourceRpm),
                license.map(String::strip).filter(text -> !text.isEmpty()),
                optional("the module of " + name, module),
                vendor);
    }

    FoundPackage found(String path) {
        return new FoundPackage(
                Ecosystem.RPM,
                name,
                version,
                architecture,
                source,
                path,
                path,
                license.map(List::of).orElse(List.of()),
                module,
                vendor);
    }

    /** The source package has the epoch of its binary packages, unless one of them sets its own, which nothing tells. */
    private static Optional<SourcePackage> source(String name, String epoch, Optional<String> file)
            throws MalformedContentException {
        Optional<String> stated = file.filter(text -> !text.isEmpty() && !text.equals("(none)"));
        if (stated.isEmpty()) {
            return Optional.empty();
        }
        Matcher parts = SOURCE.matcher(stated.get());
        if (!parts.matches()) {
            throw RpmDatabaseErrors.of("the source package of " + name + " is not NAME-VERSION-RELEASE.src.rpm");
        }
        return Optional.of(new SourcePackage(parts.group(1), epoch + parts.group(2)));
    }

    private static Optional<String> optional(String what, Optional<String> value) throws MalformedContentException {
        Optional<String> stated = value.filter(text -> !text.isEmpty() && !text.equals("(none)"));
        return stated.isPresent() ? Optional.of(checked(what, stated, WORD)) : stated;
    }

    private static String checked(String what, Optional<String> value, Pattern shape) throws MalformedContentException {
        String text = value.orElse("");
        if (!shape.matcher(text).matches()) {
            throw RpmDatabaseErrors.of(what + (text.isEmpty() ? " is missing" : " is malformed"));
        }
        return text;
    }
}
