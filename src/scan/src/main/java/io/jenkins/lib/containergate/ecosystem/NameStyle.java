package io.jenkins.lib.containergate.ecosystem;

import java.util.Locale;
import java.util.regex.Pattern;

/** How an ecosystem writes the names of packages: their parts, and which spellings are the same name. */
public enum NameStyle {
    /** One part, every letter counts. */
    PLAIN,
    /** {@code group:artifact}, where only the artifact may be known. */
    GROUP_AND_ARTIFACT,
    /** {@code @scope/name} or {@code name}. */
    SCOPED,
    /**
     * {@code golang.org/x/net}: the parts are one name, save in package URLs. Every letter counts, but hosts such as GitHub know
     * repositories in any case, so that one module can have been published as {@code github.com/Sirupsen/logrus} and in lower
     * case; and package URLs are written in lower case.
     */
    PATH,
    /** {@code vendor/name}, in any case. */
    VENDOR_AND_NAME,
    /** One part, in any case. @see <a href="https://learn.microsoft.com/en-us/nuget/reference/nuspec#id">NuGet names</a> */
    CASELESS,
    /**
     * One part, in any case, with any separators.
     *
     * @see <a href="https://packaging.python.org/en/latest/specifications/name-normalization/">Python names</a>
     */
    PYTHON;

    private static final Pattern PYTHON_SEPARATORS = Pattern.compile("[-_.]+");

    /** The form that is the same for all spellings of a name. */
    public String normal(String name) {
        return switch (this) {
            case CASELESS, VENDOR_AND_NAME, PATH -> name.toLowerCase(Locale.ROOT);
            case PYTHON -> PYTHON_SEPARATORS.matcher(name).replaceAll("-").toLowerCase(Locale.ROOT);
            case PLAIN, GROUP_AND_ARTIFACT, SCOPED -> name;
        };
    }

    /**
     * The form to ask a server by. One that tells cases apart, although the ecosystem does not, knows a package by the
     * spelling of its author.
     */
    public String asked(String name) {
        return this == PYTHON ? normal(name) : name;
    }

    /** Where the group that people know as such ends; not positive for a name of one part. */
    public int groupEnd(String name) {
        return switch (this) {
            case GROUP_AND_ARTIFACT -> name.indexOf(':');
            case SCOPED -> name.startsWith("@") ? name.indexOf('/') : -1;
            case VENDOR_AND_NAME -> name.indexOf('/');
            case PLAIN, PATH, CASELESS, PYTHON -> -1;
        };
    }

    /** Where the namespace of a package URL ends; not positive for a name without one. */
    public int namespaceEnd(String name) {
        return switch (this) {
            case GROUP_AND_ARTIFACT -> name.indexOf(':');
            case SCOPED, PATH, VENDOR_AND_NAME -> name.lastIndexOf('/');
            case PLAIN, CASELESS, PYTHON -> -1;
        };
    }

    /** Between the parts of a name. */
    public String separator() {
        return this == GROUP_AND_ARTIFACT ? ":" : "/";
    }
}
