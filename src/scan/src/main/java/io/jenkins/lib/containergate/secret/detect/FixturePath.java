package io.jenkins.lib.containergate.secret.detect;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which files are tests or examples by their path: nearly all that looks like a secret there was made for them. */
public final class FixturePath {
    private static final Set<String> DIRECTORIES = Set.of(
            "t",
            "test",
            "tests",
            "__tests__",
            "testing",
            "unittest",
            "unittests",
            "unit_test",
            "unit-test",
            "__snapshots__",
            ".snapshots",
            "conformance",
            "molecule",
            "testdata",
            "test-data",
            "test_data",
            "test-fixtures",
            "test-resources",
            "test_resources",
            "testresources",
            "test-files",
            "test_files",
            "testfiles",
            "testfixtures",
            "integrationtest",
            "acceptancetest",
            "functionaltest",
            "distributedtest",
            "integration-tests",
            "integration_tests",
            "unit-tests",
            "unit_tests",
            "functional-tests",
            "acceptance-tests",
            "e2e-tests",
            "cassettes",
            "testcase",
            "testcases",
            "test-case",
            "test-cases",
            "test_case",
            "test_cases",
            "testsuite",
            "testsuites",
            "test-suite",
            "test-suites",
            "test_suite",
            "test_suites",
            "testutil",
            "testutils",
            "spec",
            "specs",
            "e2e",
            "fixture",
            "fixtures",
            "example",
            "examples",
            "mirage",
            "sample",
            "samples",
            "mock",
            "mocks",
            "__mocks__");

    /** Of integration tests, as Maven and Gradle have them: {@code src/integration} alone may be anything. */
    private static final Pattern SOURCE_SET =
            Pattern.compile("src/(?:it/|(?:itest|inttest|integration)/(?:java|kotlin|groovy|scala|resources)/)");

    /** In the plural only: {@code shop-test} may be the settings of a system that is called so. */
    private static final List<String> ENDINGS = List.of(
            "-tests",
            "_tests",
            "-testdata",
            "_testdata",
            "-test-data",
            "_test_data",
            "-e2e",
            "_e2e",
            "-fixtures",
            "_fixtures",
            "-examples",
            "-samples");

    private FixturePath() {}

    /**
     * Whether a directory of the path is called like one of tests or examples, or the file like a test of its language.
     * Files of settings are tests by their directory only: {@code test_eu.env} may be the settings of a system.
     *
     * @param path with {@code /} between its segments, also within an archive
     */
    public static boolean is(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        int start = 0;
        for (int end = lower.indexOf('/'); end >= 0; end = lower.indexOf('/', start)) {
            if (directory(lower.substring(start, end))
                    || SOURCE_SET.matcher(lower).region(start, lower.length()).lookingAt()) {
                return true;
            }
            start = end + 1;
        }
        FileName name = FileName.of(lower);
        return name.test() && !name.settings();
    }

    /** @param name of one directory, in lower case */
    static boolean directory(String name) {
        String own = name.startsWith("_") ? name.substring(1) : name;
        return DIRECTORIES.contains(own)
                || DIRECTORIES.contains(name)
                || own.startsWith("tests_")
                || own.startsWith("tests-")
                || ENDINGS.stream().anyMatch(own::endsWith);
    }

    /** How names of other directories of tests and examples end. For the documentation. */
    public static List<String> endings() {
        return ENDINGS;
    }

    /** For the documentation. */
    public static Set<String> directories() {
        return new TreeSet<>(DIRECTORIES);
    }
}
