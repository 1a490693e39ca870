package io.jenkins.lib.containergate.registry;

import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.http.HttpAnswer;
import io.jenkins.lib.containergate.http.Origin;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Where a list goes on. What cannot be read could be the way to the rest of it, so it is an error.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8288#section-3">RFC 8288, link serialisation in HTTP headers</a>
 */
final class LinkHeader {
    private static final int MAX = 8_192;

    private LinkHeader() {}

    /** Of a list, page by page; the registry itself has the next one. */
    static Optional<URI> nextPage(URI page, HttpAnswer answer, String what) throws GateException {
        for (String header : answer.headers("Link")) {
            Optional<String> target = next(header, what);
            if (target.isPresent()) {
                return Optional.of(sameOrigin(page, target.get(), what));
            }
        }
        return Optional.empty();
    }

    private static URI sameOrigin(URI page, String target, String what) throws GateException {
        try {
            // RFC 3986, section 5.3: unlike RFC 2396, a query alone keeps the whole path
            URI next = page.resolve(target.startsWith("?") ? page.getRawPath() + target : target);
            if (Origin.of(next).equals(Origin.of(page))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // told below, like an address of somebody else
        }
        throw new GateException(
                what + " go on at an address that is not the registry's", "ask the registry's operator");
    }

    /**
     * The target of the first link whose relation is {@code next}.
     *
     * @param what the list, for the message
     */
    static Optional<String> next(String header, String what) throws GateException {
        if (header.length() > MAX) {
            throw unreadable(what);
        }
        for (String link : split(header, ',', what)) {
            int end = link.indexOf('>');
            if (!link.startsWith("<") || end < 0) {
                throw unreadable(what);
            }
            for (String parameter : split(link.substring(end + 1), ';', what)) {
                if (isNext(parameter)) {
                    return Optional.of(link.substring(1, end));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isNext(String parameter) {
        int equals = parameter.indexOf('=');
        return equals > 0
                && parameter.substring(0, equals).strip().equalsIgnoreCase("rel")
                && Arrays.stream(parameter
                                .substring(equals + 1)
                                .replaceAll("[\"']", " ")
                                .strip()
                                .split("\\s+"))
                        .anyMatch("next"::equalsIgnoreCase);
    }

    /** The parts between separators that are neither in quotes nor in an address; empty ones are left out. */
    private static List<String> split(String text, char separator, String what) throws GateException {
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        char closing = 0;
        for (char each : text.toCharArray()) {
            if (closing == 0 && each == separator) {
                parts.add(part.toString().strip());
                part.setLength(0);
                continue;
            }
            if (closing != 0) {
                closing = each == closing ? 0 : closing;
            } else if (each == '<') {
                closing = '>';
            } else if (each == '"') {
                closing = '"';
            }
            part.append(each);
        }
        if (closing != 0) {
            throw unreadable(what);
        }
        parts.add(part.toString().strip());
        parts.removeIf(String::isEmpty);
        return parts;
    }

    private static GateException unreadable(String what) {
        return new GateException(what + " have a Link header that cannot be read", "ask the registry's operator");
    }
}
