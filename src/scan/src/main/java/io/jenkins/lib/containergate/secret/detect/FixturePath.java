package io.jenkins.lib.containergate.secret.detect;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Which files are tests or examples by their path: nearly all that looks like a secret there was made for them. */
public final class FixturePath {
    /** A module of sources that is called like a test; {@code shop-test} alone may be a system. */
    private static final Pattern MODULE = Pattern.compile("[^/]*[._-](?:test|demo|sample|example)/src/");

    /** Modules of a project of demonstrations: {@code shop-demo/shop-demo-cart/}; {@code shop-demo} alone may be a system. */
    private static final Pattern MODULES = Pattern.compile(
            "(?:.*/)?([a-z0-9]+(?:[._-][a-z0-9]+){0,8}[._-](?:demo|sample|example))/(?:[^/]+/)*\\1[._-][^/]+/.*");

    /** Containers that continuous integration starts beside a program. */
    private static final Pattern CONTAINERS_OF_CI = Pattern.compile(
            "(?:.*/)?\\.(?:ci|github|gitlab|gitea|forgejo|circleci|buildkite|azure-pipelines)/(?:[^/]+/)*(?:docker-)?compose(?:[._-][^/]*)?/.*");

    /** What a generator of sources writes into each application it makes. */
    private static final Pattern GENERATOR = Pattern.compile("generators?/(?:[^/]+/)*templates/");

    /** Of integration tests, as Maven, Gradle and sbt have them: {@code src/integration} alone may be anything. */
    private static final Pattern SOURCE_SET = Pattern.compile(
            "src/(?:(?:it|sbt-test|(?:common|jvm|js|native|ios|macos|linux|wasm|android)test)/|(?:itest|inttest|integration|[a-z]+[_-]test)/(?:java|kotlin|groovy|scala|resources)/)");

    /** The same of any kind of test, {@code src/dockerTest/resources/}; not {@code src/latest/resources/}. */
    private static final Pattern NAMED_SOURCE_SET = Pattern.compile(
            "(?:.*/)?src/[a-z][A-Za-z0-9]*Test(?:s|Fixtures)?/(?:java|kotlin|groovy|scala|resources)/.*");

    /** A project of tests in .NET; without a program in it, {@code shop.test} may be the host that a site is for. */
    private static final Pattern TEST_PROJECT = Pattern.compile("(?:.*/)?[^/]+\\.test/(?:.*/)?[^/]+\\.(?:cs|fs|vb)");

    /** A program that only tests use: {@code testutil.go}, {@code KeyTestUtils.ts}, {@code mock-events.ts}; not {@code LatestData.ts} and {@code attestutil.go}. */
    private static final Pattern HELPER = Pattern.compile("(?:.*/)?(?:(?:(?:[^/]*[._-])?[Tt]est|[^/]*[a-z0-9]Test)"
            + "[._-]?(?:[Dd]ata|[Ff]ixtures?|[Hh]elpers?|[Kk]eys|[Ss]upport|[Uu]til(?:s|ities)?|[Vv]ectors?)"
            + "|[Mm]ocks?(?:[._-][^/]*|[A-Z][^/]*)?)"
            + "\\.(?:c|cc|cpp|cs|dart|ex|exs|go|groovy|h|hpp|java|js|jsx|kt|mjs|php|py|rb|rs|scala|swift|ts|tsx)");

    /** A key for the host {@code localhost} or one below it (RFC 6761, 6.3), as mkcert and others name it, or one whose name says that it is none. */
    private static final Pattern KEY_OF_NOBODY = Pattern.compile(
            "(?:.*/)?(?:(?:[a-z0-9-]+\\.){0,8}localhost(?:\\+[0-9]+)?|dummy|fake)(?:[._-][a-z0-9]+){0,8}\\.(?:key|pem|p8|p12|pfx|jks|keystore)"
                    + "|(?:.*/)?(?:[a-z0-9]+[._-]){0,8}(?:example|sample)(?:[._-]?(?:certs?|keys?|keystore|private|rsa|ec))?\\.(?:key|pem|p8|p12|pfx|jks|keystore)"
                    + "|(?:.*/)?localhost[._-]?(?:ssl|tls|certs?|keys?|https)/[^/]+\\.(?:key|pem|p12|pfx|jks|keystore)");

    /** What the tests of Helm charts install them with; another file in the same directory may be what deploys. */
    private static final Pattern CHART_TEST = Pattern.compile(
            "(?:.*/)?ci/(?:ci|test)[a-z0-9-]*-values\\.ya?ml|(?:.*/)?(?:(?:charts?|stable|incubator)/[^/]+|[^/]+\\.tgz!/[^/]+)/ci/(?![^/]*(?:prod|live|stag|deploy))[^/]+-values\\.ya?ml");

    /** What a Keycloak for tests begins with. */
    private static final Pattern TEST_REALM =
            Pattern.compile("(?:.*/)?(?:(?:[a-z0-9-]+-)?(?:test|e2e)|sample|example)-realm(?:-[a-z0-9-]+)?\\.json");

    /** Of the browser tests of Laravel, which nothing else reads. */
    private static final Pattern DUSK = Pattern.compile("(?:.*/)?\\.env\\.dusk(?:\\.[^/]*)?");

    /** What is compiled into a test, by a word in its name: {@code s3_test_cert.h}; not {@code latest_cert.h}. */
    private static final Pattern OF_TESTS =
            Pattern.compile("(?:.*/)?[^/]*[_-]tests?[_-][^/]*\\.(?:c|cc|cpp|cxx|h|hpp|go|rs|java|kt|cs|scala|swift)");

    /** Settings of what runs tests, in the language of the tests: {@code jest.config.ts}, {@code vitest.setup.js}. */
    private static final Pattern TEST_RUNNER =
            Pattern.compile("(?:.*/)?(?:cypress|jasmine|jest|karma|playwright|protractor|vitest|wdio)"
                    + "(?:[._-][a-z0-9]{1,20}){0,2}[._-](?:conf|config|setup)\\.[cm]?[jt]s");

    /** What PostgreSQL's tests of an extension print. */
    private static final Pattern EXPECTED = Pattern.compile("(?:.*/)?expected/[^/]+\\.out");

    private static final String IN_ARCHIVE = "!/";

    private FixturePath() {}

    /**
     * Whether a directory of the path is called like one of tests or examples, or the file like a test of its language.
     * Files of settings are tests by their directory only: {@code test_eu.env} may be the settings of a system.
     *
     * @param path with {@code /} between its segments. Within an archive it says nothing: what is packed is to run somewhere, and
     *     packages hold directories of these names. What a repository of git and a chart hold are sources
     */
    public static boolean is(String path) {
        String outside = outsideOfArchives(path);
        return ofSources(outside)
                || outside.length() < path.length()
                        && CHART_TEST.matcher(path.toLowerCase(Locale.ROOT)).matches();
    }

    /** What of a path says where it lies in sources: up to the first archive, but all of it in a repository of git. */
    static String outsideOfArchives(String path) {
        int archive = path.indexOf(IN_ARCHIVE);
        return archive < 0 || path.startsWith(".git/") || path.contains("/.git/") ? path : path.substring(0, archive);
    }

    private static boolean ofSources(String path) {
        String lower = path.toLowerCase(Locale.ROOT);
        return testOrExample(lower)
                || NAMED_SOURCE_SET.matcher(path).matches()
                || HELPER.matcher(path).matches()
                || KEY_OF_NOBODY.matcher(lower).matches();
    }

    private static boolean testOrExample(String lower) {
        int start = 0;
        for (int end = lower.indexOf('/'); end >= 0; end = lower.indexOf('/', start)) {
            String name = lower.substring(start, end);
            if (FixtureDirectory.is(name) || places(lower, start)) {
                return true;
            }
            start = end + 1;
        }
        FileName name = FileName.of(lower);
        return name.test() && !name.settings()
                || CHART_TEST.matcher(lower).matches()
                || TEST_REALM.matcher(lower).matches()
                || (CONTAINERS_OF_CI.matcher(lower).matches()
                                || MODULES.matcher(lower).matches())
                        && !DeployedPath.is(lower)
                || DUSK.matcher(lower).matches()
                || OF_TESTS.matcher(lower).matches()
                || EXPECTED.matcher(lower).matches()
                || TEST_RUNNER.matcher(lower).matches()
                || TEST_PROJECT.matcher(lower).matches();
    }

    /**
     * The same of a file of an image. There a directory called {@code test} says nothing, unless it lies within the software of
     * others, which ships its tests. Whose key {@code localhost.key} is, the name does not say: a server behind a load balancer may
     * use it.
     *
     * @param path with {@code /} between its segments, also within an archive
     */
    public static boolean ofImage(String path) {
        // a path in lower case may be longer
        String lower = path.toLowerCase(Locale.ROOT);
        int start = DirectoryKind.othersBegin(lower);
        return start >= 0 && testOrExample(lower.substring(start));
    }

    /** Whether several directories from here on say so together. */
    private static boolean places(String path, int start) {
        return Stream.of(SOURCE_SET, MODULE, GENERATOR)
                .anyMatch(place ->
                        place.matcher(path).region(start, path.length()).lookingAt());
    }
}
