package io.jenkins.lib.containergate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.lib.containergate.testkit.peer.Peer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code gate learn segments} reads what pyarrow writes as it reads the same flows as text. */
@Tag("peers")
class LearnParquetPeerTest {
    private static final String WRITE = """
        import datetime, os
        import pyarrow as pa, pyarrow.parquet as pq
        kinds = [('version', pa.int32()), ('account_id', pa.string()), ('interface_id', pa.string()),
                 ('srcaddr', pa.string()), ('dstaddr', pa.string()), ('srcport', pa.int32()), ('dstport', pa.int32()),
                 ('protocol', pa.int32()), ('packets', pa.int64()), ('bytes', pa.int64()), ('start', pa.int64()),
                 ('end', pa.int64()), ('action', pa.string()), ('log_status', pa.string()), ('tcp_flags', pa.int32()),
                 ('flow_direction', pa.string()), ('ecs_service_name', pa.string())]
        rows = []
        for i in range(3000):
            t = 1750000000 + i
            if i % 101 == 7:
                rows.append([7, '123456789012', 'eni-1'] + [None] * 7 + [t, t + 60, None, 'NODATA', None, None, None])
            else:
                rows.append([7, '123456789012', 'eni-%d' % (i % 3), '10.0.%d.5' % (i % 11), '10.0.2.7', 30000 + i,
                    8000 + i % 2, 6, i, i * 1000003, t, t + 60, 'REJECT' if i % 50 == 3 else 'ACCEPT', 'OK',
                    2 if i % 5 else None, 'ingress', 'shop' if i % 4 else 'cart-service-that-has-a-long-name'])
        with open('flows.log', 'w') as text:
            text.write(' '.join(name.replace('_', '-') for name, kind in kinds) + '\\n')
            for row in rows:
                text.write(' '.join('-' if v is None else str(v) for v in row) + '\\n')
        def table(some, required=False, **other):
            fields = [pa.field(n, other.get(n, (k, None))[0], nullable=not required) for n, k in kinds]
            arrays = []
            for at, field in enumerate(fields):
                change = other.get(field.name, (None, lambda v: v))[1]
                arrays.append(pa.array([None if r[at] is None else change(r[at]) for r in some], field.type))
            n = len(some)
            extra = [('nested', pa.array([[1, 2]] * n)), ('map', pa.array([{'a': {'b': 1}}] * n)),
                     ('ratio', pa.array([0.5] * n)), ('flag', pa.array([True] * n)),
                     ('seen', pa.array([datetime.datetime(2026, 1, 1)] * n))]
            arrays = [a for _, a in extra[:2]] + arrays + [a for _, a in extra[2:]]
            fields = [pa.field(m, a.type) for m, a in extra[:2]] + fields + [pa.field(m, a.type) for m, a in extra[2:]]
            return pa.Table.from_arrays(arrays, schema=pa.schema(fields))
        os.makedirs('same'); os.makedirs('none'); os.makedirs('refused')
        whole = table(rows)
        for codec in ['none', 'gzip', 'snappy', 'zstd']:
            for version in ['1.0', '2.0']:
                for dictionary in [True, False]:
                    pq.write_table(whole, 'same/%s-%s-%s.parquet' % (codec, version, dictionary), compression=codec,
                        data_page_version=version, use_dictionary=dictionary, row_group_size=700, data_page_size=1024)
        pq.write_table(whole, 'same/default.parquet')
        pq.write_table(whole, 'same/old.parquet', version='1.0', compression='gzip')
        pq.write_table(whole, 'same/sums.parquet', write_page_checksum=True, write_page_index=True)
        pq.write_table(whole, 'same/fallback.parquet', dictionary_pagesize_limit=512, data_page_size=1024)
        pq.write_table(table(rows, srcport=(pa.uint16(), int), bytes=(pa.uint64(), int), protocol=(pa.string(), str),
            start=(pa.large_string(), str)), 'same/types.parquet', compression='gzip')
        full = [r for r in rows if None not in r]
        with open('full.log', 'w') as text:
            text.write(' '.join(name for name, kind in kinds) + '\\n')
            for row in full:
                text.write(' '.join(map(str, row)) + '\\n')
        for version in ['1.0', '2.0']:
            pq.write_table(table(full, True), 'none/%s.parquet' % version, compression='gzip', data_page_version=version)
        pq.write_table(whole, 'refused/brotli.parquet', compression='brotli')
        pq.write_table(whole, 'refused/lz4.parquet', compression='lz4')
        for name, encoding in [('delta', 'DELTA_BINARY_PACKED'), ('split', 'BYTE_STREAM_SPLIT')]:
            pq.write_table(whole, 'refused/%s.parquet' % name, use_dictionary=False, column_encoding={'srcport': encoding})
        pq.write_table(table(rows, start=(pa.timestamp('ms'), lambda v: v * 1000)), 'refused/time.parquet')
        pq.write_table(table(rows, srcport=(pa.float64(), float)), 'refused/double.parquet')
        pq.write_table(table(rows, srcaddr=(pa.list_(pa.string()), lambda v: [v])), 'refused/list.parquet')
        """;

    @TempDir
    static Path folder;

    @BeforeAll
    static void files() throws Exception {
        Peer.python("pyarrow", "pyarrow==26.0.1", "import os\nos.chdir('" + folder + "')\n" + WRITE);
    }

    private static String proposal(Path log) {
        Gate gate = Gate.run("learn", "segments", "--flow-logs", log);
        assertThat(gate.err()).as(log.toString()).isEmpty();
        assertThat(gate.exit()).as(log.toString()).isZero();
        return gate.out();
    }

    private static void same(String text, String parquet, int files) throws Exception {
        String expected = proposal(folder.resolve(text));
        assertThat(expected).contains("service: shop", "service: cart-service-that-has-a-long-name");
        List<Path> written;
        try (Stream<Path> all = Files.list(folder.resolve(parquet))) {
            written = all.sorted().toList();
        }
        assertThat(written).hasSize(files);
        for (Path file : written) {
            assertThat(proposal(file)).as(file.toString()).isEqualTo(expected);
        }
    }

    @Test
    void everyCodecVersionOfPagesAndDictionaryGivesTheProposalOfTheText() throws Exception {
        same("flows.log", "same", 21);
    }

    @Test
    void columnsThatCannotBeNullGiveTheProposalOfTheText() throws Exception {
        same("full.log", "none", 2);
    }

    @ParameterizedTest
    @CsvSource({
        "brotli, codec BROTLI",
        "lz4, codec LZ4_RAW",
        "delta, the column srcport is encoded as DELTA_BINARY_PACKED",
        "split, the column srcport is encoded as BYTE_STREAM_SPLIT",
        "time, the column start is a date",
        "double, the column srcport has the type DOUBLE",
        "list, the column srcaddr is nested"
    })
    void whatIsNotReadIsNamedAndProposesNothing(String file, String problem) {
        Gate gate = Gate.run("learn", "segments", "--flow-logs", folder.resolve("refused/" + file + ".parquet"));
        assertThat(gate.exit()).isEqualTo(3);
        assertThat(gate.out()).isEmpty();
        assertThat(gate.err()).contains(file + ".parquet cannot be read: ", problem, "which is not read");
    }
}
