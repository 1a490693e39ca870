package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What a file is by its name, as far as it matters for values that no fixed format gives away. */
public enum FileKind {
    /** Settings: values need no quotes. */
    SETTINGS,
    /** Programs: a value is a string literal. */
    PROGRAM,
    /** Programs in Python, where {@code name: "value"} gives nothing to a name: it is YAML in a documentation string. */
    PYTHON,
    /** Programs in Perl, which may hold their manual. */
    PERL,
    /** Prose, markup, tests, examples, translations, software of others: full of made-up and harmless values. */
    PROSE;

    private static final Set<String> SETTINGS_ENDINGS = Set.of(
            "env",
            "yaml",
            "yml",
            "properties",
            "ini",
            "cfg",
            "conf",
            "cnf",
            "toml",
            "tf",
            "tfvars",
            "hcl",
            "config",
            "npmrc",
            "pypirc",
            "netrc",
            "pgpass",
            "envrc",
            "secret",
            "secrets",
            "credentials",
            "cred",
            "creds",
            "smbcredentials",
            "plist",
            "tfstate",
            "dockerfile",
            "containerfile",
            "profile",
            "bashrc",
            "reg",
            "json",
            "xml",
            "sh",
            "bash",
            "ps1",
            "bat",
            "cmd",
            "ksh",
            "zsh",
            "csh",
            "fish",
            "service",
            "socket",
            "timer",
            "mount",
            "automount",
            "repo",
            "sources",
            "mk",
            "nmconnection",
            "ovpn",
            "htpasswd",
            "dockercfg",
            "dockerconfigjson",
            "history",
            "tfbackend",
            "nomad",
            "props",
            "ora",
            "dsn",
            "ldif",
            "vars",
            "http",
            "rest",
            "jsonc",
            "json5",
            "log",
            "out",
            "err",
            "dat",
            "data",
            "pcf",
            "url",
            "sbatch",
            "slurm",
            "sls",
            "txt");
    private static final Set<String> PROSE_ENDINGS = Set.of(
            "md",
            "markdown",
            "rst",
            "adoc",
            "html",
            "htm",
            "css",
            "scss",
            "less",
            "svg",
            "map",
            "ejs",
            "pkg-info",
            "po",
            "pot",
            "tex",
            "diff",
            "patch",
            "lock",
            "sum",
            "snap",
            "flow",
            "1",
            "3",
            "5",
            "8");
    private static final Set<String> PERL_ENDINGS = Set.of("pl", "pm", "pod", "cgi", "psgi");
    private static final Set<String> TEXT_ENDINGS = Set.of("md", "markdown", "rst", "adoc");
    private static final Set<String> PAGE_ENDINGS = Set.of("html", "htm", "map");
    /** A page of the manual, in any of its sections. */
    private static final Pattern MANUAL = Pattern.compile("(?:.*/)?man(?:[1-9]|pages?)?/[^/]+\\.[1-9]");
    /** What Helm shows when it has installed a chart. */
    private static final String CHART_NOTES = "templates/notes.txt";

    /** Whether a value is a string literal. */
    boolean program() {
        return this != SETTINGS && this != PROSE;
    }

    /** @param path with {@code /} between its segments */
    public static FileKind of(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        FileName name = FileName.of(lower);
        DirectoryKind directory = DirectoryKind.of(lower);
        if (directory == DirectoryKind.EXPLAINING && !(name.credentials() && FixturePath.is(lower))
                || directory == DirectoryKind.FOREIGN && !name.credentials()) {
            return PROSE;
        }
        boolean explaining = name.test() || name.illustrates() || lower.endsWith(CHART_NOTES);
        return ofName(name, explaining || manual(lower));
    }

    /**
     * The same of a file of an image. What is built into an image is there to run, so a directory that is called like tests, examples
     * or documentation says nothing, nor does such a name of settings; those within the software of others are not searched. Texts of
     * one's own are searched like settings, since notes on how to log in are built into images, too.
     *
     * @param path with {@code /} between its segments, also within an archive
     */
    public static FileKind ofImage(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        FileName name = FileName.of(lower);
        DirectoryKind directory = DirectoryKind.ofImage(lower);
        if (directory == DirectoryKind.EXPLAINING && !name.credentials()) {
            return PROSE;
        }
        if (manual(lower)) {
            return PROSE;
        }
        boolean explaining = name.test() || name.illustrates();
        FileKind kind = directory == DirectoryKind.OWN && !explaining
                ? text(name.original()).orElseGet(() -> ofName(name, false))
                : ofName(name, false);
        boolean silent =
                kind == SETTINGS ? directory != DirectoryKind.OWN && explaining && !name.settings() : explaining;
        return silent ? PROSE : kind;
    }

    /** What people write down beside what they build, and pages and source maps with programs in them. */
    private static Optional<FileKind> text(FileName name) {
        if (TEXT_ENDINGS.contains(name.ending()) || name.bare() && name.prose()) {
            return Optional.of(SETTINGS);
        }
        return PAGE_ENDINGS.contains(name.ending()) ? Optional.of(PROGRAM) : Optional.empty();
    }

    private static boolean manual(String path) {
        return !path.isEmpty() && Characters.digit(path.charAt(path.length() - 1)) && MANUAL.matches(path);
    }

    /** @param explaining whether it shows how something is done, by its name */
    private static FileKind ofName(FileName name, boolean explaining) {
        FileName original = name.original();
        String ending = original.ending();
        if (name.settings()) {
            return SETTINGS;
        }
        if (PROSE_ENDINGS.contains(ending) || name.generated() || explaining) {
            return PROSE;
        }
        if (ending.equals("py")) {
            return PYTHON;
        }
        if (PERL_ENDINGS.contains(ending)) {
            return PERL;
        }
        if (original.bare() && ending.startsWith("kconfig")) {
            return PROGRAM;
        }
        boolean scripted = (original.bare() || original.hidden()) && !original.prose();
        return scripted || SETTINGS_ENDINGS.contains(ending) ? SETTINGS : PROGRAM;
    }
}
