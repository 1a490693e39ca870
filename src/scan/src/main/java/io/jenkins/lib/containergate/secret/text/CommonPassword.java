package io.jenkins.lib.containergate.secret.text;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Passwords that are tried before any other: words that defaults are made of and the names of the account and of the product,
 * in a row, with a count and signs at the end: {@code Admin123!}, {@code P@ssw0rd}, {@code shop-user1}. A year is no count:
 * passwords that are changed every year are in use.
 */
public final class CommonPassword {
    private static final int LONGEST = 64;
    private static final int SHORTEST_NAME = 3;
    private static final String COUNT = "0123456789";
    private static final Set<String> COUNTED_DOWN =
            Set.of("21", "321", "4321", "54321", "654321", "7654321", "87654321");
    private static final int MOST_REPEATED = 4;
    private static final String SEPARATORS = "-_.,:+@#$!";

    private static final Pattern PARTS = Pattern.compile("(?<head>.*?)(?<digits>[0-9]{0,9})[!?.#@$*&%+^_-]{0,4}");

    private static final Set<String> WORDS = Set.of(
            // of accounts
            "admin",
            "administrator",
            "root",
            "user",
            "guest",
            "sa",
            "owner",
            "operator",
            "service",
            "client",
            "default",
            // of what a setup is for
            "test",
            "tester",
            "testing",
            "dev",
            "devel",
            "develop",
            "developer",
            "development",
            "local",
            "localhost",
            "demo",
            "example",
            "sample",
            "docker",
            "compose",
            "e2e",
            "ci",
            // of passwords
            "password",
            "passwd",
            "pass",
            "pwd",
            "secret",
            "token",
            "access",
            "master",
            "initial",
            "strong",
            "secure",
            "super",
            "really",
            "very",
            "my",
            "your",
            "some",
            "change",
            "changeme",
            "changeit",
            "me",
            "it",
            "please",
            "welcome",
            "letmein",
            "hello",
            "world",
            "foo",
            "bar",
            "baz",
            "qwerty",
            "dummy",
            "fake",
            "insecure",
            "unsafe",
            // of products
            "postgres",
            "postgresql",
            "mysql",
            "mariadb",
            "mongo",
            "mongodb",
            "redis",
            "rabbit",
            "rabbitmq",
            "minio",
            "elastic",
            "elasticsearch",
            "opensearch",
            "kibana",
            "grafana",
            "keycloak",
            "oracle",
            "sql",
            "server",
            "mssql",
            "db",
            "database",
            "app",
            "ldap",
            "kafka",
            "vault",
            "cassandra",
            "neo4j",
            "couchdb",
            "hxehana",
            "influxdb",
            "clickhouse");

    private CommonPassword() {}

    /**
     * Whether it is one.
     *
     * @param names of accounts and products, as they stand beside the value
     */
    public static boolean is(String value, Set<String> names) {
        Matcher parts = PARTS.matcher(value.toLowerCase(Locale.ROOT));
        return value.length() <= LONGEST
                && parts.matches()
                && count(parts.group("digits"))
                && words(parts.group("head"), names);
    }

    private static boolean count(String digits) {
        boolean repeated =
                digits.length() <= MOST_REPEATED && digits.chars().distinct().count() <= 1;
        return repeated || COUNT.startsWith(digits) || COUNT.startsWith(digits, 1) || COUNTED_DOWN.contains(digits);
    }

    /** Whether the text is words in a row from end to end, with at most one sign between two. */
    private static boolean words(String text, Set<String> names) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (int at = 0; at < text.length(); at++) {
            if (reached[at]) {
                int from = at > 0 && SEPARATORS.indexOf(text.charAt(at)) >= 0 ? at + 1 : at;
                reached[text.length()] |= from == text.length();
                reach(text, at, names, reached);
                reach(text, from, names, reached);
            }
        }
        return !text.isEmpty() && reached[text.length()];
    }

    private static void reach(String text, int from, Set<String> names, boolean[] reached) {
        Stream.concat(
                        WORDS.stream(),
                        names.stream()
                                .filter(name -> name.length() >= SHORTEST_NAME)
                                .map(name -> name.toLowerCase(Locale.ROOT)))
                .filter(word -> Disguise.within(text, from, word))
                .forEach(word -> reached[from + word.length()] = true);
    }
}
