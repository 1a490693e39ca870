package io.jenkins.lib.containergate.secret.detect;

import java.util.List;
import java.util.Set;
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
        return new FileName(CopiedName.original(name));
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
