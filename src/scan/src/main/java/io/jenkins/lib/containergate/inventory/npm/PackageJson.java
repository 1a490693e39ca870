package io.jenkins.lib.containergate.inventory.npm;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import io.jenkins.lib.containergate.inventory.LicenseChoice;
import io.jenkins.lib.containergate.json.JsonBounds;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The identifying members of a {@code package.json}. Of a repeated member the last counts, as in JavaScript.
 *
 * @param name empty when there is none, or no text
 * @param version empty when there is none, or no text
 * @param unpublished {@code "private": true}, with which npm refuses to publish
 * @see <a href="https://docs.npmjs.com/cli/v11/configuring-npm/package-json">package.json</a>
 */
record PackageJson(String name, String version, boolean unpublished, List<String> licenses) {
    private static final JsonFactory JSON = JsonBounds.depth(1_000).factory();

    /** @throws JsonProcessingException when it is not one JSON object */
    static PackageJson parse(byte[] json) throws IOException {
        String name = "";
        String version = "";
        boolean unpublished = false;
        Set<String> licenses = new LinkedHashSet<>();
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "not a JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String member = parser.currentName();
                JsonToken value = parser.nextToken();
                switch (member) {
                    case "name" -> name = text(parser, value);
                    case "version" -> version = text(parser, value);
                    case "private" -> {
                        unpublished = value == JsonToken.VALUE_TRUE;
                        parser.skipChildren();
                    }
                    case "license", "licenses" -> licenses.addAll(licenses(parser, value));
                    default -> parser.skipChildren();
                }
            }
            if (parser.nextToken() != null) {
                throw new JsonParseException(parser, "something follows the object");
            }
        }
        return new PackageJson(name.strip(), version.strip(), unpublished, List.copyOf(licenses));
    }

    /** Whether it has a name and a version. */
    boolean named() {
        return !name.isEmpty() && !version.isEmpty();
    }

    /** Where the JSON is wrong, without quoting it. */
    static String where(JsonProcessingException e) {
        return e.getLocation() == null
                ? "not a JSON object"
                : "line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr();
    }

    private static String text(JsonParser parser, JsonToken value) throws IOException {
        if (value == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        parser.skipChildren();
        return "";
    }

    /** A string, an object with a type, or (in old packages) an array of either, of which one can be chosen. */
    private static List<String> licenses(JsonParser parser, JsonToken value) throws IOException {
        List<String> found = new ArrayList<>(1);
        if (value == JsonToken.START_ARRAY) {
            for (JsonToken next = parser.nextToken();
                    next != null && next != JsonToken.END_ARRAY;
                    next = parser.nextToken()) {
                found.add(license(parser, next));
            }
        } else {
            found.add(license(parser, value));
        }
        return LicenseChoice.of(found);
    }

    private static String license(JsonParser parser, JsonToken value) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            return text(parser, value);
        }
        String type = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String member = parser.currentName();
            JsonToken inner = parser.nextToken();
            String text = text(parser, inner);
            type = member.equals("type") || member.equals("name") ? text : type;
        }
        return type;
    }
}
