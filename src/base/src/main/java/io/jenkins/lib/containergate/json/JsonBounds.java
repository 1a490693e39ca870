package io.jenkins.lib.containergate.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/**
 * How much JSON a reader takes. Each kind of document has bounds of its own, which are made here and nowhere else: what
 * one does not set is as Jackson has it (texts of 20 MB, names of 50,000 and numbers of 1,000 characters).
 *
 * @param depth of objects and arrays within each other
 * @param text characters of a string
 * @param name characters of a member's name
 * @param number characters of a number
 * @param bytes of the document; -1 where somebody else bounds it
 * @param tokens values, names of members, beginnings and ends of objects and arrays; -1 for as many as there are
 */
public record JsonBounds(int depth, int text, int name, int number, long bytes, long tokens) {
    /** For writing, and for reading what this program has just written itself. */
    public static JsonBounds own() {
        return depth(StreamReadConstraints.DEFAULT_MAX_DEPTH);
    }

    /** @param most levels of objects and arrays within each other */
    public static JsonBounds depth(int most) {
        return new JsonBounds(
                most,
                StreamReadConstraints.DEFAULT_MAX_STRING_LEN,
                StreamReadConstraints.DEFAULT_MAX_NAME_LEN,
                StreamReadConstraints.DEFAULT_MAX_NUM_LEN,
                -1,
                -1);
    }

    public JsonBounds texts(int most) {
        return new JsonBounds(depth, most, name, number, bytes, tokens);
    }

    public JsonBounds names(int most) {
        return new JsonBounds(depth, text, most, number, bytes, tokens);
    }

    public JsonBounds numbers(int most) {
        return new JsonBounds(depth, text, name, most, bytes, tokens);
    }

    public JsonBounds document(long mostBytes) {
        return new JsonBounds(depth, text, name, number, mostBytes, tokens);
    }

    public JsonBounds tokens(long most) {
        return new JsonBounds(depth, text, name, number, bytes, most);
    }

    /** For the same bounds on another format that Jackson reads. */
    public StreamReadConstraints constraints() {
        return StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxStringLength(text)
                .maxNameLength(name)
                .maxNumberLength(number)
                .maxDocumentLength(bytes)
                .maxTokenCount(tokens)
                .build();
    }

    /** Makes readers that take one of several members of one name as they come. */
    public JsonFactory factory() {
        return builder().build();
    }

    /** Makes readers to which an object with two members of one name is malformed. */
    public JsonFactory uniqueNames() {
        return builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    /** Makes readers that keep no table of names, which a hostile document could fill for all that follow. */
    public JsonFactory withoutSharedNames() {
        return builder()
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }

    private JsonFactoryBuilder builder() {
        return new JsonFactoryBuilder().streamReadConstraints(constraints());
    }
}
