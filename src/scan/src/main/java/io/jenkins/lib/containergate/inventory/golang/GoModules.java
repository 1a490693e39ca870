package io.jenkins.lib.containergate.inventory.golang;

import io.jenkins.lib.containergate.inventory.MalformedContentException;
import io.jenkins.lib.containergate.inventory.Unreadable;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Go executable was built from.
 *
 * <p>A module of which no published version was linked in, because a local directory replaced it or a workspace has it, is left out
 * where it is the builder's own source: of the same owner as the main module. Any other is a copy of somebody else's module, of which
 * nobody knows the version: it is listed with the version that Go itself shows.
 *
 * @see <a href="https://pkg.go.dev/runtime/debug#BuildInfo">Go type runtime/debug.BuildInfo</a>
 */
record GoModules(String standardLibrary, List<Module> modules) {
    private static final Pattern RELEASE =
            Pattern.compile("go(\\d+)\\.(\\d+)(?:\\.(\\d+))?(?:(rc|beta)(\\d+))?(?:[-+ ].*)?");
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9._~/+-]{1,512}");
    private static final Pattern VERSION = Pattern.compile("v[A-Za-z0-9.+~-]{1,255}");

    /** Of what was built from a directory. */
    private static final String UNPUBLISHED = "(devel)";
    /** Where modules of many owners are. */
    private static final Set<String> SHARED_HOSTS = Set.of(
            "github.com",
            "gitlab.com",
            "bitbucket.org",
            "codeberg.org",
            "gitee.com",
            "git.sr.ht",
            "dev.azure.com",
            "gopkg.in",
            "sourceforge.net");

    record Module(String path, String version) {
        boolean unpublished() {
            return version.equals(UNPUBLISHED);
        }

        /** Go fetches no module whose first element has no dot. */
        boolean publishable() {
            int end = path.indexOf('/');
            return path.substring(0, end < 0 ? path.length() : end).indexOf('.') > 0;
        }
    }

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
        String main = "";
        for (String line : list.split("\n")) {
            String[] columns = line.split("\t", -1);
            switch (columns[0]) {
                case "path" -> main = main.isEmpty() && columns.length > 1 ? columns[1] : main;
                case "mod", "dep" -> {
                    replaceable.ifPresent(modules::add);
                    replaceable = Optional.of(module(columns));
                    main = columns[0].equals("mod") ? columns[1] : main;
                }
                case "=>" -> {
                    Module replacement = module(columns);
                    Optional<Module> replaced = replaceable;
                    modules.add(
                            replacement.unpublished() && replaced.isPresent()
                                    ? new Module(replaced.get().path(), UNPUBLISHED)
                                    : replacement);
                    replaceable = Optional.empty();
                }
                default -> {
                    // the build settings
                }
            }
        }
        replaceable.ifPresent(modules::add);
        return withoutOwn(modules, main);
    }

    private static List<Module> withoutOwn(List<Module> modules, String main) throws MalformedContentException {
        List<Module> others = new ArrayList<>();
        for (Module module : modules) {
            if (!module.unpublished()) {
                others.add(module);
            } else if (module.publishable() && !owner(module.path()).equals(owner(main))) {
                others.add(checked(module));
            }
        }
        return others;
    }

    /** What everybody's modules have before the name of their owner, with that name; otherwise the domain. */
    private static String owner(String path) {
        int first = path.indexOf('/');
        String host = first < 0 ? path : path.substring(0, first);
        int second = first < 0 || !SHARED_HOSTS.contains(host) ? first : path.indexOf('/', first + 1);
        return second < 0 ? path : path.substring(0, second);
    }

    private static Module module(String[] columns) throws MalformedContentException {
        if (columns.length < 3 || columns[1].isEmpty()) {
            throw malformed("a module line without path and version");
        }
        boolean unpublished = columns[2].isEmpty() || columns[2].equals(UNPUBLISHED);
        return unpublished ? new Module(columns[1], UNPUBLISHED) : checked(new Module(columns[1], columns[2]));
    }

    private static Module checked(Module module) throws MalformedContentException {
        boolean version =
                module.unpublished() || VERSION.matcher(module.version()).matches();
        if (!PATH.matcher(module.path()).matches() || !version) {
            throw malformed("module " + SafeText.quoted(module.path()) + " has a malformed path or version");
        }
        return module;
    }

    private static MalformedContentException malformed(String problem) {
        return new MalformedContentException(Unreadable.EXECUTABLE, problem);
    }
}
