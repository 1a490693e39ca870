package io.jenkins.lib.containergate.secret.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each document has an {@code @} where the position is. */
class DocumentPlacesTest {
    private static final String DEEP = "[".repeat(100_000);

    @Test
    void aValueIsNamedByItsMembersAndIndexes() {
        String json = "{\"a\":[0,{\"x\":[],\"y\":{}},{\"b/c~d\":\"one @ two\",\"e\":1}]}";

        assertThat(pointer("a.json", json)).contains("/a/2/b~1c~0d");
        assertThat(pointer("a.yaml", "a:\n- 0\n- x: []\n  y: {}\n- b/c~d: one @ two\n  e: 1\n"))
                .contains("/a/2/b~1c~0d");
    }

    @Test
    void jsonIsKnownByItsContentWhateverItsName() {
        assertThat(pointer("state", " \n[\"\", \"@\"]")).contains("/1");
        assertThat(pointer("notes.txt", "key: \"@\"")).isEmpty();
    }

    @Test
    void theFirstCharacterOfAValueAndTheLastBelongToIt() {
        assertThat(pointer("a.json", "{\"a\":[\"x\",\"@\",\"z\"]}")).contains("/a/1");
        assertThat(pointer("a.yaml", "a: [x, @, z]".replace('@', '\u00a7'), '\u00a7'))
                .contains("/a/1");
        assertThat(pointer("a.json", "{\"a\":{},\"b\":[],\"c\":\"@\"}")).contains("/c");
    }

    @Test
    void positionsAreOfBytesAndNotOfCharacters() {
        String text = "\u00e9\u20ac\ud83d\ude00";

        assertThat(pointer("a.json", "{\"" + text + "\":\"" + text + "\",\"k\":\"@\"}"))
                .contains("/k");
        assertThat(pointer("a.yaml", text + ": " + text + "\nk: \"@\"\nl: " + text))
                .contains("/k");
    }

    @Test
    void aByteOrderMarkChangesNothing() {
        assertThat(pointer("a.json", "\ufeff{\"k\":[\"@\"]}")).contains("/k/0");
        assertThat(pointer("a.yaml", "\ufeffk:\n- \"@\"\n")).contains("/k/0");
    }

    @Test
    void eachDocumentOfAStreamIsOneOfItsOwn() {
        assertThat(pointer("log.jsonl", "{\"a\":1}\n{\"b\":[\"@\"]}\n{\"c\":1}\n"))
                .contains("/b/0");
        assertThat(pointer("a.yml", "a: 1\n---\nb:\n- \"@\"\n---\nc: 1\n")).contains("/b/0");
    }

    @Test
    void blocksAnchorsTagsAndCompressedNamesAreYaml() {
        assertThat(pointer("a.yaml.gz", "a: &x 1\nb: *x\nc: !Sub |\n  one\n  @\nd: 1\n"))
                .contains("/c");
        assertThat(pointer("a.yaml", "? [a, b]\n: \"@\"\n")).contains("/?");
    }

    @Test
    void whatStandsInACommentIsInNoValue() {
        assertThat(pointer("a.yaml", "a: 1\n# password @\nb: 2\n")).isEmpty();
    }

    @Test
    void whatDoesNotParseOrIsTooDeepOrTooLongHasNoAnswer() {
        assertThat(pointer("a.json", "{\"a\":\"@\"")).isEmpty();
        assertThat(pointer("a.json", "[1,\"@\"].map(f)")).isEmpty();
        assertThat(pointer("a.ini", "[section]\na=@")).isEmpty();
        assertThat(pointer("a.yaml", "a: \"@\"\nb: {{ value }}{{\n")).isEmpty();
        assertThat(pointer("a.json", DEEP + "\"@\"" + "]".repeat(DEEP.length())))
                .isEmpty();
        assertThat(pointer("a.yaml", "- " + DEEP + "@")).isEmpty();
        assertThat(pointer("a.yaml", "- ".repeat(2_000) + "\"@\"")).isEmpty();
        assertThat(pointer("a.yaml", "a: \"@\"\n" + "#".repeat(2 << 20))).isEmpty();
        assertThat(pointer("a.json", "{\"a\":\"@\"}" + " ".repeat(17 << 20))).isEmpty();
        assertThat(pointer("a.yaml", new byte[] {'a', ':', (byte) 0xe9, '@'})).isEmpty();
        assertThat(pointer("a.json", "")).isEmpty();
    }

    @Test
    void oneLongValueTakesMemoryInProportionToItsLength() {
        int length = 1 << 19;
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();

        long before = thread.getCurrentThreadAllocatedBytes();
        Optional<String> pointer = pointer("a.yaml", "a: " + "b".repeat(length) + "@");
        long allocated = thread.getCurrentThreadAllocatedBytes() - before;

        assertThat(pointer).contains("/a");
        assertThat(allocated).isLessThan(64L * length);
    }

    @Test
    void aNameThatIsASecretIsMaskedAndTheOthersAreNot() {
        assertThat(pointer("a.json", "{\"a\":{\"key @ here\":1}}")).contains("/a/******");
        assertThat(pointer("a.yaml", "a:\n  \"key @ here\": 1\n")).contains("/a/******");
        assertThat(pointer("a.json", "{\"hidden\":{\"b\":\"@\"}}")).contains("/******/b");
    }

    @Test
    void aPointerThatIsTooLongEndsAtAValueAroundIt() {
        String name = "n".repeat(300);

        assertThat(pointer("a.json", "{\"" + name + "\":{\"" + name + "\":\"@\"}}"))
                .contains("/" + name);
    }

    private static Optional<String> pointer(String path, String document) {
        return pointer(path, document, '@');
    }

    private static Optional<String> pointer(String path, String document, char mark) {
        int before = document.indexOf(mark);
        int position = before < 0 ? 0 : document.substring(0, before).getBytes(StandardCharsets.UTF_8).length;
        return pointer(path, document.getBytes(StandardCharsets.UTF_8), position);
    }

    private static Optional<String> pointer(String path, byte[] document) {
        return pointer(path, document, document.length - 1);
    }

    private static Optional<String> pointer(String path, byte[] document, long position) {
        try {
            Map<Long, DocumentPlace> places = DocumentPlaces.at(
                    path, () -> new ByteArrayInputStream(document), document.length, List.of(position));
            DocumentPlace place = places.get(position);
            return place == null ? Optional.empty() : place.pointer(name -> name.equals("hidden"));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
