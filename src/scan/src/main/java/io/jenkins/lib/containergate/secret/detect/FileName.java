package io.jenkins.lib.containergate.secret.detect;

import io.jenkins.lib.containergate.secret.text.Characters;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The last segment of a path. Asked of every file and every entry of an archive, so it takes no pattern for what nearly
 * every name has to be asked.
 *
 * @param name in lower case
 */
record FileName(String name) {
    private static final Set<String> SETTINGS = Set.of(
            "env",
            ".env",
            "netrc",
            ".netrc",
            "_netrc",
            ".pgpass",
            "credentials",
            "config",
            "wp-config.php",
            "settings.py",
            ".git-credentials",
            "my.cnf",
            "makefile",
            "jenkinsfile");
    private static final List<String> SETTINGS_BEGINNINGS = List.of("env.", ".env.", "dockerfile", "containerfile");
    /** Settings that hold credentials more often than not: also beside the software of others. */
    private static final Set<String> CREDENTIALS = Set.of(
            ".env",
            ".env.local",
            ".env.dev",
            ".env.development",
            ".env.stage",
            ".env.staging",
            ".env.prod",
            ".env.production",
            ".netrc",
            "_netrc",
            ".pgpass",
            "credentials",
            "wp-config.php",
            ".git-credentials",
            ".my.cnf");
    /**
     * Of copies and templates of settings: {@code app.conf.in}, {@code database.yml.bak}, {@code .database.yml.swp} and {@code .database.yml.un~} of Vim,
     * {@code app.conf.dpkg-old}, {@code secrets.yaml.dec} of Helm.
     */
    private static final Set<String> COPY_ENDINGS = Set.of(
            "in",
            "tmpl",
            "tpl",
            "template",
            "j2",
            "erb",
            "dist",
            "default",
            "bak",
            "backup",
            "old",
            "orig",
            "save",
            "swp",
            "swo",
            "swn",
            "un",
            "disabled",
            "bkp",
            "prev",
            "rej",
            "dec",
            "decrypted",
            "dpkg-old",
            "dpkg-dist",
            "dpkg-new",
            "dpkg-bak",
            "dpkg-tmp",
            "ucf-old",
            "ucf-new",
            "ucf-dist",
            "rpmsave",
            "rpmnew",
            "rpmorig",
            "apk-new",
            "pacnew",
            "pacsave",
            "augsave",
            "augnew");
    /** Of copies that mean something else behind other names, and of settings for one environment: {@code app.properties.prod}. */
    private static final Set<String> SETTINGS_COPY_ENDINGS = Set.of(
            "tmp", "temp", "new", "copy", "bk", "dev", "test", "stage", "staging", "prod", "production", "local");
    /** Of settings that a program or {@code logrotate} numbers when it writes new ones: {@code app.conf.1}. */
    private static final Set<String> ROTATED = Set.of(
            "conf",
            "cnf",
            "cfg",
            "ini",
            "env",
            "yml",
            "yaml",
            "properties",
            "json",
            "xml",
            "toml",
            "config",
            "tfvars",
            "php",
            "py");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,2}");
    /** As people and desktops mark a copy: {@code app.conf_old}, {@code app.conf (copy)}. */
    private static final List<String> COPY_MARKS = List.of(
            "_old", "-old", "_bak", "-bak", "_backup", "-backup", "_orig", "-orig", "_copy", "-copy", "_save", " copy",
            " (copy)");
    /** As {@code logrotate} and others date a copy ({@code app.conf-20261101}, {@code app.conf.2026-11-01_0830}) or number it. */
    private static final Pattern DATE = Pattern.compile(
            "[-._](?:19|20)[0-9]{2}-?[0-9]{2}-?[0-9]{2}(?:[-_.t]?[0-9]{2}[-_:.]?[0-9]{2}(?:[-_:.]?[0-9]{2})?z?)?"
                    + "| \\([0-9]{1,2}\\)|\\.~[0-9]{1,3}");

    private static final int LONGEST_DATE = 24;

    /** Without an ending most are settings or scripts ({@code etc/environment}, {@code etc/default/app}); these are text. */
    private static final Pattern PROSE = Pattern.compile(
            "(readme|licen[cs]e|copying|copyright|notice|change(s|log)|news|authors|contribut.*|install|todo|history|faq|thanks|credits|"
                    + "manifest|record|metadata|owners|version|commit-message)[^.]*");

    private static final Pattern GENERATED =
            Pattern.compile("(?:\\.pb\\.(?:go|cc|h|gw\\.go)|_pb2(?:_grpc)?\\.pyi?|_pb\\.(?:js|d\\.ts|rb))$");

    private static final Pattern DEMO = Pattern.compile("(?:^|[._-])demo[._-]");

    private static final Set<String> TEST_WORDS = Set.of(
            "test", "tests", "spec", "e2e", "mock", "mocks", "fixture", "fixtures", "test_helpers", "story", "stories");
    /** Of settings that no language has its tests in: {@code unit-test.yml} is a workflow, {@code application-test.properties} an environment. */
    private static final Set<String> NEVER_TESTS =
            Set.of("yml", "yaml", "properties", "conf", "cfg", "ini", "toml", "tfvars", "env");

    private static final Set<String> TEST_CLASS_ENDINGS = Set.of("java", "kt", "cs", "scala", "groovy");

    /** By their whole name: settings of a test runner, the log of Kubernetes' conformance suite. */
    private static final Set<String> TEST_NAMES = Set.of("phpunit.xml", "phpunit.xml.dist", "e2e.log");

    private static final Set<String> PROGRAM_ENDINGS =
            Set.of("py", "js", "ts", "rb", "php", "go", "rs", "c", "cc", "cpp");
    /** Of what is compiled to a test; {@code test-mail.php} is what somebody tried a server out with. */
    private static final Set<String> COMPILED_ENDINGS = Set.of("c", "cc", "cpp", "cxx", "h", "hpp", "vala");
    /** {@code tests.py} of Django, {@code conftest.py} of pytest. */
    private static final Pattern TEST_FILE = Pattern.compile("tests?|tests[_-].*|conftest");

    /** @param path in lower case, with {@code /} between its segments */
    static FileName of(String path) {
        return new FileName(path.substring(path.lastIndexOf('/') + 1));
    }

    /** What it is a copy or a template of, or itself. */
    FileName original() {
        String left = saved(name);
        for (int end = copied(left); end > 0; end = copied(left)) {
            left = left.substring(0, end);
        }
        return new FileName(left);
    }

    /** As Emacs and others call the file before a change, and one that is not saved yet. */
    private static String saved(String name) {
        if (name.length() > 2 && name.startsWith("#") && name.endsWith("#")) {
            return name.substring(1, name.length() - 1);
        }
        return name.endsWith("~") ? name.substring(0, name.length() - 1) : name;
    }

    /** Where the mark of a copy begins; negative where the name ends with none. */
    private static int copied(String name) {
        int dot = name.lastIndexOf('.');
        if (dot >= 0 && (COPY_ENDINGS.contains(name.substring(dot + 1)) || rotated(name, dot))) {
            return dot;
        }
        for (String mark : COPY_MARKS) {
            if (name.endsWith(mark) && dot > 0 && dot < name.length() - mark.length()) {
                return name.length() - mark.length();
            }
        }
        return dot > 0 ? dated(name) : -1;
    }

    private static int dated(String name) {
        char last = name.charAt(name.length() - 1);
        if (last != ')' && last != 'z' && !Characters.digit(last)) {
            return -1;
        }
        Matcher date = DATE.matcher(name);
        for (int start = Math.max(1, name.length() - LONGEST_DATE); start < name.length(); start++) {
            boolean possible = "-._ ".indexOf(name.charAt(start)) >= 0 && name.lastIndexOf('.', start - 1) > 0;
            if (possible && date.region(start, name.length()).matches()) {
                return start;
            }
        }
        return -1;
    }

    private static boolean rotated(String name, int dot) {
        String ending = name.substring(dot + 1);
        return (SETTINGS_COPY_ENDINGS.contains(ending) || NUMBER.matcher(ending).matches())
                && ROTATED.contains(name.substring(name.lastIndexOf('.', dot - 1) + 1, dot));
    }

    /** What stands behind the last dot; the whole name where there is none. */
    String ending() {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    /** Whether it has no ending. */
    boolean bare() {
        return name.indexOf('.') < 0;
    }

    /** Whether it is a hidden file without an ending, or one that ends as those that programs run at their start. */
    boolean hidden() {
        return name.startsWith(".") && name.indexOf('.', 1) < 0 && !name.endsWith("ignore") || name.endsWith("rc");
    }

    boolean credentials() {
        return CREDENTIALS.contains(name);
    }

    boolean settings() {
        return SETTINGS.contains(name)
                || name.endsWith(".env")
                || name.contains(".log.")
                || name.contains(".log-")
                || beginsAsSettings()
                || name.contains("compose") && (name.endsWith(".yml") || name.endsWith(".yaml"));
    }

    private boolean beginsAsSettings() {
        for (String beginning : SETTINGS_BEGINNINGS) {
            if (name.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is that of a text without an ending. */
    boolean prose() {
        return PROSE.matcher(name).matches();
    }

    /** Whether a program wrote it from a description that holds no values: code for protocol buffers. */
    boolean generated() {
        return name.contains("pb") && GENERATED.matcher(name).find();
    }

    boolean illustrates() {
        return name.contains("example")
                || name.contains("sample")
                || name.contains("demo") && DEMO.matcher(name).find();
    }

    /** Tests as languages name them: {@code test-parser.c}, {@code x_test.go}, {@code xTest.java}, {@code x.spec.ts}, {@code test_x.py}. */
    boolean test() {
        // as Perl and what prints TAP name them
        if (name.endsWith(".t") || TEST_NAMES.contains(name)) {
            return true;
        }
        int dot = name.lastIndexOf('.');
        if (dot < 0) {
            return name.startsWith("test_");
        }
        String stem = name.substring(0, dot);
        String ending = name.substring(dot + 1);
        if (NEVER_TESTS.contains(ending)) {
            return false;
        }
        if (name.startsWith("test_")) {
            return true;
        }
        return PROGRAM_ENDINGS.contains(ending) && TEST_FILE.matcher(stem).matches()
                || COMPILED_ENDINGS.contains(ending) && stem.startsWith("test-")
                || TEST_CLASS_ENDINGS.contains(ending)
                        && (stem.endsWith("test") || stem.endsWith("tests") || stem.endsWith("itcase"))
                || endsWithTestWord(stem) && language(ending);
    }

    private static boolean endsWithTestWord(String stem) {
        for (String word : TEST_WORDS) {
            int before = stem.length() - word.length() - 1;
            if (before >= 0 && stem.endsWith(word) && "._-".indexOf(stem.charAt(before)) >= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean language(String ending) {
        return !ending.isEmpty() && ending.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }
}
