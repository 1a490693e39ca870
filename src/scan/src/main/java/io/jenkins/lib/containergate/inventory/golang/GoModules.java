package io.jenkins.lib.containergate.inventory.golang;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Go executable was built from.
 *
 * <p>Versions that no one published are left out: {@code (devel)}, and a replacement by a local directory. They are the
 * builder's own source.
 *
 * @see <a href="https://pkg.go.dev/runtime/debug#BuildInfo">Go type runtime/debug.BuildInfo</a>
 */
record GoModules(String standardLibrary, List<Module> modules) {
    private static final Pattern RELEASE =
            Pattern.compile("go(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:(rc|beta)(\\d+))?(?:[-+ ].*)?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~/+-]{1,512}");
    private static final Pattern VERSION = Pattern.compile("v[A-Za-z0-9.+~-]{1,255}");

    record Module(String path, String version) {}

    GoModules {
        modules = List.copyOf(modules);
    }

    static GoModules parse(BuildInfoBlob blob) throws MalformedContentException {
        return new GoModules(standardLibrary(blob.goVersion()), modules(blob.modules()));
    }

    /** As a semantic version: {@code go1.22} is 1.22.0, {@code go1.21rc2} is 1.21.0-rc.2. */
    private static String standardLibrary(String goVersion) throws MalformedContentException {
        Matcher release = RELEASE.matcher(goVersion);
        if (!release.matches()) {
            throw malformed("Go version " + SafeText.quoted(goVersion) + " is not a released one");
        }
        String patch = release.group(3) == null ? "0" : release.group(3);
        String candidate = release.group(4) == null ? "" : "-" + release.group(4) + "." + release.group(5);
        return release.group(1) + "." + release.group(2) + "." + patch + candidate;
    }

    private static List<Module> modules(String list) throws MalformedContentException {
        if (list.isEmpty()) {
            throw malformed("no module list, so what is linked in is unknown");
        }
        List<Module> modules = new ArrayList<>();
        Optional<Module> replaceable = Optional.empty();
        for (String line : list.split("\n")) {
            String[] columns = line.split("\t", -1);
            switch (columns[0]) {
                case "mod", "dep" -> {
                    replaceable.ifPresent(modules::add);
                    replaceable = module(columns);
                }
                case "=>" -> {
                    module(columns).ifPresent(modules::add);
                    replaceable = Optional.empty();
                }
                default -> {
                    // the main package's path and the build settings
                }
            }
        }
        replaceable.ifPresent(modules::add);
        return modules;
    }

    private static Optional<Module> module(String[] columns) throws MalformedContentException {
        if (columns.length < 3 || columns[1].isEmpty()) {
            throw malformed("a module line without path and version");
        }
        boolean unpublished = columns[2].isEmpty() || columns[2].equals("(devel)");
        if (unpublished) {
            return Optional.empty();
        }
        if (!PATH.matcher(columns[1]).matches() || !VERSION.matcher(columns[2]).matches()) {
            throw malformed("module " + SafeText.quoted(columns[1]) + " has a malformed path or version");
        }
        return Optional.of(new Module(columns[1], columns[2]));
    }

    private static MalformedContentException malformed(String problem) {
        return new MalformedContentException(Unreadable.EXECUTABLE, problem);
    }
}
