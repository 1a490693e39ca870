package io.jenkins.lib.containergate.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.lib.containergate.layer.FileTable.Fingerprint;
import io.jenkins.lib.containergate.layer.cache.RecordCodec.CorruptEntryException;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileTableTest {
    private static Fingerprint file(long number) {
        return new Fingerprint(number, -number, 7, number << 40);
    }

    private static byte[] value(int number) {
        return new byte[] {1, (byte) number};
    }

    private static Optional<Integer> stored(FileTable table, long file) {
        return table.get(file(file)).map(value -> (int) value[1]);
    }

    private static FileTable again(FileTable table) throws CorruptEntryException {
        return FileTable.read(table.toByteArray(), 3, 100);
    }

    @Test
    void whatWasPutIsThereWhenItIsReadAgain() throws Exception {
        FileTable table = new FileTable(3, 100);
        assertThat(table.changed()).isFalse();
        table.put(file(1), value(1));
        table.put(file(2), value(1));
        table.put(file(3), new byte[0]);
        assertThat(table.changed()).isTrue();
        FileTable read = again(table);
        assertThat(read.changed()).isFalse();
        assertThat(stored(read, 1)).hasValue(1);
        assertThat(stored(read, 2)).hasValue(1);
        assertThat(read.get(file(3)).orElseThrow()).isEmpty();
        assertThat(read.get(file(4))).isEmpty();
    }

    @Test
    void ofMoreThanThereIsRoomForTheOnesThatWereNotUsedGo() throws Exception {
        FileTable table = new FileTable(3, 100);
        for (int i = 0; i < 3; i++) {
            table.put(file(i), value(i));
        }
        FileTable next = again(table);
        next.get(file(1));
        next.put(file(10), value(10));
        next.put(file(11), value(11));
        FileTable last = again(next);
        assertThat(last.get(file(0))).isEmpty();
        assertThat(last.get(file(2))).isEmpty();
        assertThat(stored(last, 1)).hasValue(1);
        assertThat(stored(last, 10)).hasValue(10);
        assertThat(stored(last, 11)).hasValue(11);
    }

    @Test
    void itNeverHoldsMoreThanTwiceItsSize() {
        FileTable files = new FileTable(3, 1_000);
        FileTable bytes = new FileTable(1_000, 10);
        for (int i = 0; i < 100; i++) {
            files.put(file(i), value(i));
            bytes.put(file(i), value(i));
        }
        assertThat(files.get(file(5))).isPresent();
        assertThat(files.get(file(6))).isEmpty();
        assertThat(bytes.get(file(9))).isPresent();
        assertThat(bytes.get(file(10))).isEmpty();
    }

    @Test
    void aTableThatIsCutOffAnywhereIsRefused() {
        FileTable table = new FileTable(3, 100);
        table.put(file(1), value(1));
        table.put(file(2), value(2));
        byte[] whole = table.toByteArray();
        for (int length = 0; length < whole.length; length++) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> FileTable.read(part, 3, 100)).isInstanceOf(CorruptEntryException.class);
        }
    }
}
