package io.jenkins.lib.containergate.secret.detect;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names of directories that hold tests or examples. */
public final class FixtureDirectory {
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
            "demo",
            "demos",
            "example",
            "examples",
            "mirage",
            "sample",
            "samples",
            "mock",
            "mocks",
            "__mocks__");

    /** Also of tests and examples; but passwords are searched for in them as anywhere else. */
    private static final Set<String> SEARCHED = Set.of(
            "playground",
            "playgrounds",
            "seeder",
            "sampledata",
            "sample-data",
            "sample_data",
            "stub",
            "stubs",
            "fuzz",
            "fuzzing",
            "archetype-resources",
            "dev-support",
            "local-environment",
            "dev-tools",
            "devstack",
            "hack",
            "integtest",
            "integtests",
            "quick-setup",
            "quick-start",
            "quick-starts",
            "quickstart",
            "quickstarts",
            "getting-started",
            "tutorial",
            "tutorials",
            ".devcontainer",
            ".ddev",
            ".gitpod");

    /** {@code shop-integration-test}, {@code Shop.UnitTests}, {@code regression-tests.api}, {@code test-support}; not {@code shop-test} and {@code test-server}. */
    private static final Pattern SEARCHED_NAME = Pattern.compile(
            "(?:.*[._-])?test[._-]?(?:apps?|cases?|certs?|certificates|common|data|files|fixtures?|framework|harness|helpers?|integration|keys|kit|pki|projects?|resources|suites?|support|utils?|utilities|vectors?)"
                    + "|(?:.*[._-])?(?:unit|integration|functional|acceptance|regression|system|e2e|perf|performance|load|smoke|stress)[._-]?test(?:s|ing)?"
                    + "|(?:unit|integration|functional|acceptance|regression)[_-]tests\\.[a-z].*|m?tls[._-]?tests?"
                    + "|(?:sample|example)s?[._-]?(?:apps?|certs?|configs?|configurations?|deployments?|files|keys|manifests|projects?|scenarios)"
                    + "|demos?[._-]?(?:certs?|certificates|keys)|.*[._-](?:quickstart|tutorial)s?"
                    + "|.*[._-]demos|.*\\.(?:tests|specs|samples|examples)|(?:[a-z0-9]+\\.){1,8}(?:tests|samples|examples)\\.[a-z0-9]{5,}|(?:sample|example|demo)s?[._-]setups?|conformance[._-](?:logs?|reports?|results?)");

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

    private FixtureDirectory() {}

    /** @param name of one directory, in lower case */
    static boolean is(String name) {
        return silent(name) || searched(name);
    }

    private static boolean searched(String name) {
        return SEARCHED.contains(name) || SEARCHED_NAME.matcher(name).matches();
    }

    /**
     * Whether it holds tests or examples in which no password is searched for.
     *
     * @param name of one directory, in lower case
     */
    static boolean silent(String name) {
        String own = name.startsWith("_") ? name.substring(1) : name;
        return DIRECTORIES.contains(own)
                || DIRECTORIES.contains(name)
                || own.startsWith("tests_")
                || own.startsWith("tests-")
                || ending(own);
    }

    /** Asked of every directory of every path. */
    private static boolean ending(String name) {
        for (String ending : ENDINGS) {
            if (name.endsWith(ending)) {
                return true;
            }
        }
        return false;
    }

    /** For the documentation. */
    public static Set<String> names() {
        return new TreeSet<>(DIRECTORIES);
    }

    /** Those that are searched for passwords, too. For the documentation. */
    public static Set<String> searchedNames() {
        return new TreeSet<>(SEARCHED);
    }
}
