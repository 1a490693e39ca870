package io.jenkins.lib.containergate.ecs.segmentation.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetLimits;
import io.jenkins.lib.containergate.fault.GateException;
import io.jenkins.lib.containergate.testkit.parquet.ParquetWriter;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with a file in Parquet is an error, never fewer flows. */
class ParquetFlowLogTest {
    private static final String ROW =
            "ingress 8080 40000 10.0.1.5 10.0.2.7 6 ACCEPT OK 900 1750000000 1750000060 2 shop\n";
    private static final String LOG =
            "flow-direction dstport srcport srcaddr dstaddr protocol action log-status bytes start"
                    + " end tcp-flags ecs-service-name\n"
                    + ROW.repeat(12);
    private static final ParquetLimits LIMITS = ParquetLimits.defaults();

    private static String read(byte[] file, ParquetLimits limits) throws Exception {
        LearnedFlows flows = new LearnedFlows(Map.of(), 100);
        new FlowLogReader(Optional.empty(), 1_000, limits, Deadline.after(Duration.ofMinutes(1), Clock.systemUTC()))
                .read("flows.parquet", new ByteArrayInputStream(file), flows);
        return flows.proposal().yaml();
    }

    private static byte[] file(Map<String, Long> wrong) throws Exception {
        return new ParquetWriter(wrong).write(LOG, 5);
    }

    @Test
    void whatIsWholeIsRead() throws Exception {
        assertThat(read(file(Map.of()), LIMITS)).contains("12 flows", "10800 bytes");
    }

    @ParameterizedTest
    @CsvSource({
        "footer.rows, 13, rows is not that of its row groups",
        "footer.rows, -1, rows is not that of its row groups",
        "group.rows, -5, fewer than none",
        "group.rows, 4000000000, more than 1000000000 rows",
        "group.rows, 3, rows is not that of its row groups",
        "footer.length, -1, footer is longer",
        "footer.length, 100000000, footer is longer",
        "footer.length, 3, ends too early",
        "schema.children, 14, schema is not whole",
        "schema.children, 2000000000, schema is not whole",
        "schema.children, 3, schema is not whole",
        "schema.children, -1, negative",
        "schema.type, 0, has the type BOOLEAN",
        "schema.type, 3, has the type INT96",
        "schema.type, 5, has the type DOUBLE",
        "schema.type, 7, has the type FIXED_LEN_BYTE_ARRAY",
        "schema.type, 1, the column flow_direction is a date",
        "schema.repetition, 2, nested or repeated",
        "schema.converted, 5, decimal",
        "chunk.codec, 5, codec LZ4",
        "chunk.codec, 77, codec number 77",
        "chunk.codec, 6, followed by something that is not zstd",
        "chunk.codec, 1, does not have the length",
        "chunk.codec, 0, does not have the length",
        "chunk.values, 3, has 3 values where the row group has 5 rows",
        "chunk.length, -3, lies outside",
        "chunk.length, 3, ends too early",
        "chunk.length, 9000000, lies outside",
        "chunk.data, -4, lies outside",
        "chunk.data, 1, lies outside",
        "page.type, 2, dictionary that is not its first page",
        "page.type, 1, fewer values",
        "page.unpacked, -1, negative",
        "page.unpacked, 3, does not have the length",
        "page.unpacked, 2000, does not have the length",
        "page.unpacked, 2000000000, page of more than",
        "page.packed, -1, negative",
        "page.packed, 2, gzip data ends too early",
        "page.packed, 2000000000, page of more than",
        "page.values, -1, negative",
        "page.values, 0, fewer values",
        "page.values, 3, fewer values",
        "page.values, 6, more values",
        "page.encoding, 5, DELTA_BINARY_PACKED",
        "page.encoding, 7, DELTA_BYTE_ARRAY",
        "page.encoding, 99, number 99",
        "page.encoding, 0, a text is longer than its page",
        "levels.encoding, 4, BIT_PACKED",
        "levels.length, -1, longer than the page",
        "levels.length, 100000, longer than the page",
        "levels.length, 4, longer than its number of values",
        "levels.run, 50, longer than its number of values",
        "levels.run, 0, longer than its number of values",
        "index.run, 60, longer than its number of values",
        "index.width, 40, 40 bits",
        "index.width, 24, its dictionary does not have",
        "index, 1, its dictionary does not have",
        "dictionary.values, 0, longer than its entries",
        "dictionary.values, 2, ends before its values",
        "dictionary.values, 100000000, more than 262144 entries",
        "entry.length, -1, a text is longer than its page",
        "entry.length, 1000, a text is longer than its page",
    })
    void aNumberThatIsWrongIsAnErrorThatSaysSo(String what, long number, String problem) throws Exception {
        byte[] file = file(Map.of(what, number));
        assertThatThrownBy(() -> read(file, LIMITS))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("flows.parquet cannot be read: ")
                .hasMessageContaining(problem);
    }

    @Test
    void aFileThatIsCutOffIsAnErrorWhereverItIs() throws Exception {
        byte[] whole = file(Map.of());
        for (int length = 4; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(cut, LIMITS)).isInstanceOf(GateException.class);
        }
    }

    /** A column whose name is changed is not there, and some bytes are of no account: the time in a header of gzip. */
    @Test
    void aByteThatIsChangedTakesNoFlowAwayWithoutAnError() throws Exception {
        byte[] whole = file(Map.of());
        Random random = new Random(1);
        for (int i = 4; i < whole.length; i++) {
            byte[] changed = whole.clone();
            changed[i] ^= (byte) (1 << random.nextInt(8));
            try {
                assertThat(read(changed, LIMITS)).as("byte " + i).contains("12 flows");
            } catch (GateException e) {
                assertThat(e.getMessage()).isNotBlank();
            }
        }
    }

    /** Lists in lists, structs in structs and maps in maps, of members that nothing is read of. */
    @ParameterizedTest
    @CsvSource({"0xf9, 0x19", "0xfc, 0x1c", "0xfb, 0x01bb"})
    void metadataThatIsNestedDeeplyIsAnError(String member, String inner) throws Exception {
        byte[] unit = HexFormat.of().parseHex(inner.substring(2));
        int times = 400_000;
        ByteBuffer file = ByteBuffer.allocate(4 + 1 + times * unit.length + 8).order(ByteOrder.LITTLE_ENDIAN);
        file.put("PAR1".getBytes(StandardCharsets.US_ASCII)).put((byte) (int) Integer.decode(member));
        for (int i = 0; i < times; i++) {
            file.put(unit);
        }
        file.putInt(1 + times * unit.length).put("PAR1".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> read(file.array(), LIMITS))
                .isInstanceOf(GateException.class)
                .hasMessageContaining("nested too deep");
    }

    @Test
    void encryptedFilesAreNamedAsWhatTheyAre() throws Exception {
        byte[] file = file(Map.of());
        file[3] = 'E';
        assertThatThrownBy(() -> read(file, LIMITS)).hasMessageContaining("encrypted");
        file[3] = '1';
        file[file.length - 1] = 'E';
        assertThatThrownBy(() -> read(file, LIMITS)).hasMessageContaining("encrypted");
    }

    @Test
    void whatExceedsALimitIsAnError() throws Exception {
        byte[] file = file(Map.of());
        for (ParquetLimits limits : new ParquetLimits[] {
            new ParquetLimits(1_000, 1 << 20, 100, 100, 100, 1_000, 100),
            new ParquetLimits(1 << 20, 100, 100, 100, 100, 1_000, 100),
            new ParquetLimits(1 << 20, 1 << 20, 13, 100, 100, 1_000, 100),
            new ParquetLimits(1 << 20, 1 << 20, 100, 2, 100, 1_000, 100),
            new ParquetLimits(1 << 20, 1 << 20, 100, 100, 11, 1_000, 100),
            new ParquetLimits(1 << 20, 1 << 20, 100, 100, 100, 15, 100),
            new ParquetLimits(1 << 20, 1 << 20, 100, 100, 100, 1_000, 0)
        }) {
            assertThatThrownBy(() -> read(file, limits)).as(limits.toString()).hasMessageContaining("than ");
        }
        assertThat(read(file, new ParquetLimits(1 << 20, 1 << 20, 14, 3, 12, 1_000, 1)))
                .contains("12 flows");
    }
}
