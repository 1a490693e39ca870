package io.jenkins.lib.containergate.image;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.RegistryHost;
import io.jenkins.lib.containergate.text.SafeText;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of an image in a registry, complete: the registry is never left out.
 *
 * @param registry host and optional port in their {@linkplain RegistryHost one spelling}, {@code docker.io} when the text
 *     named none
 * @param path of the repository in the registry, {@code library/nginx} for {@code nginx}
 * @param tag absent only when there is a digest
 * @see <a href="https://github.com/distribution/reference/blob/v0.6.0/reference.go">grammar of image references</a>
 */
public record ImageReference(String registry, String path, Optional<String> tag, Optional<Digest> digest) {
    public static final String DEFAULT_REGISTRY = RegistryHost.HUB;
    public static final String OFFICIAL = "library/";
    private static final String DEFAULT_TAG = "latest";
    private static final int MAX_PATH = 255;
    private static final int MAX_TAG = 128;
    /** More than any host, path, tag and digest come to together. */
    private static final int MAX_LENGTH = 1024;

    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[a-zA-Z0-9_][a-zA-Z0-9_.-]*");
    private static final Pattern AT_DIGEST = Pattern.compile("@sha[0-9]{1,3}:");
    private static final Pattern IDENTIFIER = Pattern.compile("[a-f0-9]{64}");

    /**
     * Completes a reference as {@code docker pull} does: registry {@code docker.io}, {@code library/} for names of one
     * component there, tag {@code latest} when neither tag nor digest is given.
     *
     * @throws GateException when the text is not a reference, saying what is wrong with it
     */
    public static ImageReference parse(String text) throws GateException {
        if (text.isEmpty()) {
            throw new GateException("the image reference is empty", "name an image, such as repo/app:1.4");
        }
        int login = login(text);
        if (login > 0) {
            throw invalid(
                    "***" + text.substring(login),
                    "it holds credentials",
                    "remove what is before the @, and give user and password as registry credentials");
        }
        if (text.length() > MAX_LENGTH) {
            throw invalid(text, "it is longer than " + MAX_LENGTH + " characters", "use a shorter name");
        }
        if (IDENTIFIER.matcher(text).matches()) {
            throw invalid(text, "it is a bare image id", "write repository@sha256:" + text);
        }
        int at = text.indexOf('@');
        Optional<Digest> digest = Optional.empty();
        String rest = text;
        if (at >= 0) {
            digest = Optional.of(digest(text, text.substring(at + 1)));
            rest = text.substring(0, at);
        }
        int slash = rest.indexOf('/');
        String first = slash < 0 ? "" : rest.substring(0, slash);
        String registry = namesRegistry(first) ? registry(text, first) : DEFAULT_REGISTRY;
        String remote = namesRegistry(first) ? rest.substring(slash + 1) : rest;
        int colon = remote.indexOf(':');
        Optional<String> tag = colon < 0 ? Optional.empty() : Optional.of(remote.substring(colon + 1));
        String path = colon < 0 ? remote : remote.substring(0, colon);
        if (registry.equals(DEFAULT_REGISTRY) && path.indexOf('/') < 0) {
            path = OFFICIAL + path;
        }
        checkPath(text, path);
        if (tag.isPresent()) {
            checkTag(text, tag.get());
        }
        return new ImageReference(
                registry, path, tag.isEmpty() && digest.isEmpty() ? Optional.of(DEFAULT_TAG) : tag, digest);
    }

    /** Where a login ends that somebody wrote before the host, as in an address; -1 for none. It is no digest's at sign. */
    private static int login(String text) {
        Matcher digest = AT_DIGEST.matcher(text);
        int end = digest.find() ? digest.start() : text.length();
        int at = text.lastIndexOf('@', end - 1);
        boolean password = at > 0 && text.lastIndexOf(':', at) >= 0;
        return password ? at : -1;
    }

    /** Whether the part before the first slash is a host: it has a dot, colon or capital, or is localhost. */
    private static boolean namesRegistry(String first) {
        return first.equals("localhost")
                || first.indexOf('.') >= 0
                || first.indexOf(':') >= 0
                || !first.toLowerCase(Locale.ROOT).equals(first);
    }

    private static Digest digest(String text, String digest) throws GateException {
        try {
            return Digest.parse(digest);
        } catch (GateException e) {
            throw invalid(text, e.problem(), e.remedy());
        }
    }

    private static String registry(String text, String registry) throws GateException {
        return RegistryHost.canonical(registry)
                .orElseThrow(() -> invalid(
                        text,
                        SafeText.quoted(registry) + " is not a registry host",
                        "use HOST[:PORT]/repository[:tag]"));
    }

    private static void checkPath(String text, String path) throws GateException {
        if (!path.toLowerCase(Locale.ROOT).equals(path)) {
            throw invalid(
                    text,
                    "its repository " + SafeText.quoted(path) + " has upper-case letters",
                    "write it in lower case");
        }
        for (String component : path.split("/", -1)) {
            if (component.isEmpty()) {
                throw invalid(text, "its repository has an empty component", "remove the extra slash");
            }
            if (!COMPONENT.matcher(component).matches()) {
                throw invalid(
                        text,
                        SafeText.quoted(component) + " is not a repository component",
                        "use letters and digits, with single '.', '_', '__' or '-' between them");
            }
        }
        if (path.length() > MAX_PATH) {
            throw invalid(text, "its repository is longer than " + MAX_PATH + " characters", "use a shorter name");
        }
    }

    private static void checkTag(String text, String tag) throws GateException {
        if (tag.length() > MAX_TAG) {
            throw invalid(text, "its tag is longer than " + MAX_TAG + " characters", "use a shorter tag");
        }
        if (!TAG.matcher(tag).matches()) {
            throw invalid(
                    text,
                    SafeText.quoted(tag) + " is not a tag",
                    "use letters, digits, '_', '.' and '-', beginning with a letter, digit or '_'");
        }
    }

    private static GateException invalid(String text, String why, String remedy) {
        return new GateException(SafeText.quoted(text) + " is not an image reference: " + why, remedy);
    }

    /** Registry and path, without tag and digest. */
    public String repository() {
        return registry + "/" + path;
    }

    /** The same image, pinned; the tag stays for the reader. */
    public ImageReference withDigest(Digest pinned) {
        return new ImageReference(registry, path, tag, Optional.of(pinned));
    }

    /** As people write it: without {@code docker.io} and {@code library/}. */
    public String familiar() {
        String name = repository();
        if (registry.equals(DEFAULT_REGISTRY)) {
            boolean official = path.startsWith(OFFICIAL) && path.indexOf('/', OFFICIAL.length()) < 0;
            name = official ? path.substring(OFFICIAL.length()) : path;
        }
        return name + suffix();
    }

    private String suffix() {
        return tag.map(t -> ":" + t).orElse("") + digest.map(d -> "@" + d).orElse("");
    }

    /** Complete: {@code REGISTRY/PATH[:TAG][@DIGEST]}. */
    @Override
    public String toString() {
        return repository() + suffix();
    }
}
