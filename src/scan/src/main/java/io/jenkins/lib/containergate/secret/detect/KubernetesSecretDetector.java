package io.jenkins.lib.containergate.secret.detect;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.Placeholders;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A manifest of a Kubernetes {@code Secret} with values in {@code data} or {@code stringData}, in YAML or JSON, by itself or
 * in a list. What is found reaches from its first value to its last: whoever waives it waives these values together and no
 * others.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/secret/">Secrets</a>
 */
final class KubernetesSecretDetector implements Detector {
    private static final int REACH = 8 << 10;
    private static final int SHORTEST = 8;
    /** Bytes: shorter ones are words of examples. */
    private static final int SHORTEST_DECODED = 5;

    private static final int LONG_NAME = 12;
    private static final String DOCUMENT = "\n---";
    private static final String ENCODED = "data:";
    private static final String PLAIN = "stringData:";
    private static final Pattern JSON_BLOCK =
            Pattern.compile("\"(data|stringData)\"\\s{0,8}:\\s{0,8}\\{([^{}]{0,1000})\\}");
    private static final Pattern JSON_MEMBER = Pattern.compile("\"([\\w.-]{1,200})\"\\s{0,8}:\\s{0,8}\"([^\"]{8,})\"");
    private static final Pattern SECRET_NAME = Pattern.compile("(?i).*(?:pass|pwd|secret|token|key|credential|auth).*");
    /** A section, a block, a comment, an import: {@code [defaults]}, {@code server {}, {@code # Made by}, {@code import x}. */
    private static final Pattern CONFIGURATION = Pattern.compile(
            "\\[[\\w. :-]+\\]|[#;].*|[a-z][\\w.]*(?: .*)?[{(\\[]|<[?!a-z].*|[a-z_]+ = \"https?://[^\"@?]*\"");

    /** What is secret of whom: the end of a name. */
    private static final Pattern OWNER =
            Pattern.compile("(?i).*(?:user|username(?:_in)?|issuer|email|realm|region|bucket|type)");

    private static final Pattern WORDS = Pattern.compile("[a-z]{2,}(?:-[a-z]{2,})*");

    /** A line with a name and one word more. */
    private static final Pattern USER = Pattern.compile("[\\w.@-]{1,64}(?:[ \\t,]+|:)[!-9;-~]{8,128}");

    /** Hashes of passwords, also with the names of their users, as {@code htpasswd -B} writes them. */
    private static final Pattern BCRYPT =
            Pattern.compile("(?:(?:[\\w.@-]{1,64}:)?\\$2[aby]\\$[0-9]{2}\\$[./A-Za-z0-9]{53}\\s*)+");

    /** {@code user1} is called like {@code user}. */
    private static final Pattern COUNT = Pattern.compile("[._-]?[0-9]{1,3}$");

    private static final List<String> PUBLIC = List.of(
            ".crt",
            ".pub",
            "username",
            // of iSCSI, who the target says it is
            "username_in",
            "user",
            "issuer",
            "url",
            "host",
            "clientid",
            "client_id",
            "client-id",
            "audience",
            "region",
            "bucket",
            "bucketnames",
            "endpoint",
            "email",
            "realm",
            "_type",
            "-type",
            "key_id",
            "key-id",
            "account_id",
            "account-id",
            "project_id",
            "project-id",
            "subscription_id",
            "subscription-id",
            "tenant_id",
            "tenant-id");

    /** Names that say what a value is, or of what it is the password; so the value has to be a name or an address as well. */
    private static final List<String> NAMING = List.of(
            "accountname", "account-name", "account_name", "address", "database", "dbname", "db-name", "db_name");

    private static final Pattern NAME_OR_ADDRESS = Pattern.compile("(?:[a-z][a-z0-9+]*://)?[a-z0-9_.:/-]{1,200}");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        if (Characters.word(text.at(candidate.to()))) {
            return Optional.empty();
        }
        int start = candidate.since(REACH);
        String before = text.text(start, candidate.from());
        start += Math.max(0, before.lastIndexOf(DOCUMENT));
        String whole = text.text(start, candidate.until(REACH));
        int end = whole.indexOf(DOCUMENT, candidate.to() - start);
        String document = end < 0 ? whole : whole.substring(0, end);
        return text.at(candidate.from()) == '"' ? json(document, start) : yaml(document, start);
    }

    private static Optional<Span> json(String document, int offset) {
        Matcher block = JSON_BLOCK.matcher(document);
        Values values = new Values(offset);
        while (block.find()) {
            Matcher member = JSON_MEMBER.matcher(block.group(2));
            while (member.find()) {
                int from = block.start(2) + member.start(2);
                values.see(
                        member.group(1), member.group(2), from, block.group(1).equals("data"));
            }
        }
        return values.span();
    }

    /** Line by line, not by a pattern: such a manifest may be repeated in every thirty bytes of a file. */
    private static Optional<Span> yaml(String document, int offset) {
        Values values = new Values(offset);
        Optional<String> block = Optional.empty();
        int blockIndent = 0;
        String folded = "";
        // how far the name of a text of several lines is indented; what is in it is no member
        int inText = -1;
        // whether the text begins with comments
        boolean commented = false;
        for (int start = 0; start < document.length(); ) {
            int next = document.indexOf('\n', start);
            int end = next < 0 ? document.length() : next;
            int indent = start;
            while (indent < end && (Characters.blank(document.charAt(indent)) || document.charAt(indent) == '-')) {
                indent++;
            }
            String line = document.substring(indent, end).stripTrailing();
            if (block.isEmpty() || indent - start <= blockIndent && !line.isEmpty()) {
                block = line.equals(ENCODED) || line.equals(PLAIN) ? Optional.of(line) : Optional.empty();
                blockIndent = indent - start;
                folded = "";
                inText = -1;
            } else {
                boolean encoded = block.get().equals(ENCODED);
                boolean inside = inText >= 0 && indent - start > inText;
                Optional<ManifestLine> member = ManifestLine.of(document, start, end);
                if (inside && (member.isPresent() || folded.isEmpty())) {
                    member.ifPresent(values::seeWithin);
                    folded = "";
                } else if (member.isPresent()) {
                    ManifestLine each = member.get();
                    boolean begins =
                            each.value().startsWith("|") || each.value().startsWith(">");
                    folded = begins ? each.name() : "";
                    inText = begins ? indent - start : -1;
                    commented = false;
                    values.see(each.name(), each.value(), each.start(), encoded);
                } else if (!folded.isEmpty()) {
                    if (line.startsWith("#")) {
                        commented = true;
                    } else {
                        boolean secret = encoded || (commented ? Randomness.of(line) : !configuration(line));
                        if (secret) {
                            values.see(folded, line, indent, encoded);
                        }
                        folded = "";
                    }
                }
            }
            start = end + 1;
        }
        return values.span();
    }

    /** Whether the first line of a text is one of a file of settings or a script, and not the secret itself. */
    private static boolean configuration(String line) {
        return CONFIGURATION.matches(line);
    }

    /** The first and the last of the values that are secrets. */
    private static final class Values {
        private final int offset;
        private int first = -1;
        private int last = -1;

        Values(int offset) {
            this.offset = offset;
        }

        void see(String name, String value, int start, boolean encoded) {
            String lower = COUNT.matcher(name.toLowerCase(Locale.ROOT)).replaceFirst("");
            if (!(PUBLIC.stream().anyMatch(lower::endsWith) && !hides(lower, value, encoded))
                    && secret(value, encoded)
                    && !names(lower, value, encoded)
                    && !holdsName(name, value)
                    && !(encoded && file(value) && !SECRET_NAME.matches(name))) {
                first = first < 0 ? start : first;
                last = start + value.length();
            }
        }

        /** What only repeats what it is of: {@code cloudcontrollermanager: cloud-controller-manager-local}. */
        private static boolean holdsName(String name, String value) {
            String of = name.replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT);
            return !SECRET_NAME.matches(name)
                    && of.length() >= LONG_NAME
                    && WORDS.matches(value)
                    && value.replace("-", "").startsWith(of);
        }

        private static boolean names(String name, String value, boolean encoded) {
            String text = encoded ? decoded(value) : value;
            return NAMING.stream().anyMatch(name::endsWith)
                    && !SECRET_NAME.matches(name)
                    && NAME_OR_ADDRESS.matches(text)
                    && !Randomness.of(text);
        }

        /** A name that says both that it is secret and of whom or where, {@code password-of-user}, of a random value. */
        private static boolean hides(String name, String value, boolean encoded) {
            return SECRET_NAME.matches(name) && OWNER.matches(name) && Randomness.of(encoded ? decoded(value) : value);
        }

        /** A text of several lines is a file: of its settings only those count whose name says that they are secret. */
        void seeWithin(ManifestLine setting) {
            if (SECRET_NAME.matches(setting.name())) {
                see(setting.name(), setting.value(), setting.start(), false);
            }
        }

        Optional<Span> span() {
            return first < 0 ? Optional.empty() : Optional.of(Span.of(offset + first, offset + last));
        }
    }

    /**
     * Whether it is a text of several lines with white space in one: a file of settings. What is secret in it is found by itself,
     * for whatever is in base 64 is searched.
     */
    private static boolean file(String written) {
        String decoded = decoded(written).strip();
        return decoded.indexOf('\n') > 0
                && decoded.indexOf(' ') > 0
                && !users(decoded)
                && !decoded.startsWith("-----")
                && decoded.chars().allMatch(c -> Characters.printable(c) || Characters.lineBreak(c) || c == '\t');
    }

    /** Nothing where it is not base 64. */
    private static String decoded(String written) {
        try {
            return new String(Base64.getDecoder().decode(written), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /** A list of users, each with a password that looks random: {@code alice Vq9...}, {@code bob:x7K...}. */
    private static boolean users(String text) {
        List<String> lines = text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
        return lines.stream().allMatch(line -> USER.matches(line))
                && lines.stream()
                        .anyMatch(line -> Randomness.of(
                                line.substring(separator(line) + 1).strip()));
    }

    private static int separator(String line) {
        int at = 0;
        while (" \t:,".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return at;
    }

    private static boolean secret(String written, boolean encoded) {
        if (written.length() < SHORTEST || Placeholders.placeholder(written) || BCRYPT.matches(written)) {
            return false;
        }
        if (!encoded) {
            return true;
        }
        try {
            String decoded = new String(Base64.getDecoder().decode(written), StandardCharsets.ISO_8859_1);
            return decoded.strip().length() >= SHORTEST_DECODED
                    && !Placeholders.placeholder(decoded.strip())
                    && !BCRYPT.matches(decoded.strip());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
