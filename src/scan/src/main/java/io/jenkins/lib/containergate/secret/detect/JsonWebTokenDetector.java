package io.jenkins.lib.containergate.secret.detect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.google.re2j.Pattern;
import io.jenkins.lib.containergate.json.JsonBounds;
import io.jenkins.lib.containergate.secret.text.Characters;
import io.jenkins.lib.containergate.secret.text.TextWindow;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * A signed JSON web token: header and claims decode to JSON, the header names an algorithm, a signature follows.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7519">RFC 7519</a>
 */
final class JsonWebTokenDetector implements Detector {
    private static final int PART = 8 << 10;
    private static final int SHORTEST_SIGNATURE = 40;
    /** What documentation puts into its tokens. */
    private static final String[] EXAMPLES = {"John Doe", "1234567890", "example.com", "Jane Doe", "loggedInAs"};

    /** Claims this short, none of them a registered one, give nobody any right: {@code {"some":"payload"}}. */
    private static final int SHORTEST_CLAIMS = 32;

    /** Who issued the tokens that every local setup of Supabase has, with a published key. */
    private static final String PUBLISHED = "\"iss\":\"supabase-demo\"";

    /** What Supabase hands to every browser: the role of whoever has not logged in, and nothing that says more. */
    private static final Pattern ANONYMOUS =
            Pattern.compile("\\{(?:\"(?:iss|ref)\":\"[a-z-]{0,40}\",|\"(?:iat|exp)\":[0-9]{1,12},)*"
                    + "\"role\":\"anon\"(?:,\"(?:iss|ref)\":\"[a-z-]{0,40}\"|,\"(?:iat|exp)\":[0-9]{1,12})*\\}");

    /** What a comment shows as an example has expired when it is read, if it ever does. */
    private static final String EXPIRY = "\"exp\"";

    /**
     * 2026-01-01, in seconds since 1970. What expired before opens nothing any more. A fixed day, so that a search finds the same
     * whenever it is made.
     */
    private static final double LONG_AGO = 1_767_225_600;
    /** 2010-01-01, before there were web tokens. A time before it is none: Keycloak writes 0 where a token never expires. */
    private static final double FIRST = 1_262_304_000;

    private static final JsonFactory JSON = JsonBounds.depth(16).factory();

    /** RFC 7519, section 4.1. */
    private static final Pattern REGISTERED = Pattern.compile("\"(?:iss|sub|aud|exp|nbf|iat|jti)\"");

    @Override
    public Optional<Span> detect(Candidate candidate) {
        TextWindow text = candidate.text();
        int start = candidate.from();
        if (!text.startsWith("eyJ", start) || Characters.base64(text.at(start - 1))) {
            return Optional.empty();
        }
        int headerEnd = partEnd(text, start);
        int claimsEnd = partEnd(text, headerEnd + 1);
        int signatureEnd = partEnd(text, claimsEnd + 1);
        if (text.at(headerEnd) != '.' || text.at(claimsEnd) != '.' || signatureEnd - claimsEnd < SHORTEST_SIGNATURE) {
            return Optional.empty();
        }
        String header = decoded(text.text(start, headerEnd));
        String claims = decoded(text.text(headerEnd + 1, claimsEnd));
        boolean signed = signed(header);
        boolean whole = claims.startsWith("{") && claims.endsWith("}");
        return signed
                        && whole
                        && !example(claims)
                        && !expired(claims)
                        && !ANONYMOUS.matches(claims)
                        && !(claims.contains(EXPIRY) && candidate.explains())
                ? Optional.of(Span.of(start, signatureEnd).illustrating(claims.contains(PUBLISHED)))
                : Optional.empty();
    }

    /** Whether a value is such a token that opens nothing: it expired long ago, or every browser gets it. */
    static boolean opensNothing(String value) {
        String[] parts = value.split("\\.", -1);
        if (parts.length != 3 || !parts[0].startsWith("eyJ")) {
            return false;
        }
        String claims = decoded(parts[1]);
        return expired(claims) || ANONYMOUS.matches(claims);
    }

    /** Whether the header is an object that names an algorithm which signs. */
    private static boolean signed(String header) {
        boolean signed = false;
        try (JsonParser parser = JSON.createParser(header)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean algorithm = parser.currentName().equals("alg");
                JsonToken value = parser.nextToken();
                signed |= algorithm
                        && value == JsonToken.VALUE_STRING
                        && !parser.getText().equalsIgnoreCase("none");
                parser.skipChildren();
            }
            return signed && parser.currentToken() == JsonToken.END_OBJECT;
        } catch (IOException e) {
            return false;
        }
    }

    private static int partEnd(TextWindow text, int from) {
        int end = from;
        while (end < from + PART && Characters.base64(text.at(end))) {
            end++;
        }
        return end;
    }

    private static String decoded(String part) {
        try {
            return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    /**
     * Whether every time at which it expires is over: a claim that is there twice is read in one way by one, in another by others.
     * What stands in another claim is no time of the token.
     */
    private static boolean expired(String claims) {
        int times = 0;
        try (JsonParser parser = JSON.createParser(claims)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean end = parser.currentName().equals("exp");
                JsonToken value = parser.nextToken();
                if (end) {
                    if (!value.isNumeric() || parser.getDoubleValue() < FIRST || parser.getDoubleValue() >= LONG_AGO) {
                        return false;
                    }
                    times++;
                }
                parser.skipChildren();
            }
        } catch (IOException e) {
            return false;
        }
        return times > 0;
    }

    private static boolean example(String claims) {
        if (claims.length() < SHORTEST_CLAIMS && !REGISTERED.matcher(claims).find()) {
            return true;
        }
        for (String word : EXAMPLES) {
            if (claims.contains(word)) {
                return true;
            }
        }
        return false;
    }
}
