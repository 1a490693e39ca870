package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.Region;
import io.jenkins.lib.containergate.bounds.Deadline;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetFooter.Chunk;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetFooter.Element;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetFooter.RowGroup;
import io.jenkins.lib.containergate.fault.GateException;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file whose rows are read in their order, with the columns that are asked for. */
public final class ParquetFile {
    private static final String MAGIC = "PAR1";
    private static final String ENCRYPTED = "PARE";
    private static final int TAIL = 8;
    private static final int CHECK_EVERY = 1_000;

    private final SeekableByteChannel file;
    private final ParquetLimits limits;
    private final long end;
    private final ParquetFooter footer;
    private final List<Element> top = new ArrayList<>();

    private ParquetFile(SeekableByteChannel file, ParquetLimits limits, long end, ParquetFooter footer)
            throws MalformedArchiveException {
        this.file = file;
        this.limits = limits;
        this.end = end;
        this.footer = footer;
        List<Element> schema = footer.schema();
        int at = 1;
        for (int i = 0; i < (schema.isEmpty() ? 0 : schema.get(0).children()); i++) {
            if (at >= schema.size()) {
                throw new MalformedArchiveException("its schema is not whole");
            }
            top.add(schema.get(at));
            long open = 1;
            while (open > 0 && at < schema.size()) {
                open += schema.get(at++).children() - 1L;
            }
            if (open > 0) {
                throw new MalformedArchiveException("its schema is not whole");
            }
        }
        if (at != schema.size()) {
            throw new MalformedArchiveException("its schema is not whole");
        }
    }

    /** Whether a file that begins like this is one. */
    public static boolean begins(byte[] four) {
        String start = new String(four, StandardCharsets.ISO_8859_1);
        return start.equals(MAGIC) || start.equals(ENCRYPTED);
    }

    /**
     * @param file stays open
     * @throws MalformedArchiveException when it is damaged, exceeds a limit, or has what is not read
     */
    public static ParquetFile open(SeekableByteChannel file, ParquetLimits limits) throws IOException {
        long size = file.size();
        if (size < MAGIC.length() + TAIL) {
            throw new EOFException();
        }
        ByteBuffer tail = ByteBuffer.wrap(bytes(file, size - TAIL, TAIL)).order(ByteOrder.LITTLE_ENDIAN);
        String head = new String(bytes(file, 0, MAGIC.length()), StandardCharsets.ISO_8859_1);
        String magic = new String(tail.array(), Integer.BYTES, MAGIC.length(), StandardCharsets.ISO_8859_1);
        if (head.equals(ENCRYPTED) || magic.equals(ENCRYPTED)) {
            throw ParquetFooter.encrypted();
        }
        if (!head.equals(MAGIC) || !magic.equals(MAGIC)) {
            throw new MalformedArchiveException("it does not end as a Parquet file does: it is cut off or damaged");
        }
        int length = tail.getInt();
        long end = size - TAIL - length;
        if (length < 0 || length > limits.footer() || end < MAGIC.length()) {
            throw new MalformedArchiveException(
                    "its footer is longer than the file, or than " + limits.footer() + " bytes");
        }
        byte[] metadata = bytes(file, end, length);
        return new ParquetFile(
                file,
                limits,
                end,
                ParquetFooter.read(new ThriftReader(new ByteArrayInputStream(metadata), length), limits));
    }

    private static byte[] bytes(SeekableByteChannel file, long start, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        file.position(start);
        while (bytes.hasRemaining()) {
            if (file.read(bytes) < 0) {
                throw new EOFException();
            }
        }
        return bytes.array();
    }

    /** Names of its columns, in their order; of nested ones that of the outermost. */
    public List<String> columns() {
        return top.stream().map(Element::name).toList();
    }

    /** Takes one row. */
    @FunctionalInterface
    public interface Rows {
        /** @param values in the order of the columns; null where the row has none */
        void row(@Nullable String[] values) throws GateException;
    }

    /**
     * Every row of the file, or an error.
     *
     * @param places of the columns in {@link #columns()}
     * @throws MalformedArchiveException when it is damaged, exceeds a limit, or has what is not read
     */
    public void rows(List<Integer> places, Deadline deadline, String stage, Rows each)
            throws IOException, GateException, InterruptedException {
        List<ParquetColumn> columns = new ArrayList<>();
        for (int place : places) {
            columns.add(ParquetColumn.of(top.get(place)));
        }
        long read = 0;
        for (RowGroup group : footer.groups()) {
            List<ColumnValues> values = new ArrayList<>();
            for (ParquetColumn column : columns) {
                values.add(values(column, group));
            }
            for (long row = 0; row < group.rows(); row++) {
                if (read++ % CHECK_EVERY == 0) {
                    deadline.check(stage);
                }
                @Nullable String[] texts = new @Nullable String[columns.size()];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = values.get(i).next();
                }
                each.row(texts);
            }
            for (ColumnValues column : values) {
                column.end();
            }
        }
    }

    private ColumnValues values(ParquetColumn column, RowGroup group) throws IOException {
        List<Chunk> found = group.chunks().stream()
                .filter(chunk -> chunk.path().equals(List.of(column.name())))
                .toList();
        if (found.size() != 1) {
            throw new MalformedArchiveException(column.inWords() + " is not in each row group once");
        }
        Chunk chunk = found.get(0);
        if (chunk.type() != column.type()) {
            throw new MalformedArchiveException(column.inWords() + " has another type in a row group");
        }
        if (chunk.values() != group.rows()) {
            throw new MalformedArchiveException(column.inWords() + " has " + chunk.values()
                    + " values where the row group has " + group.rows() + " rows");
        }
        long start = chunk.dictionary() > 0 && chunk.dictionary() < chunk.data() ? chunk.dictionary() : chunk.data();
        if (start < MAGIC.length() || start > end || chunk.compressed() < 0 || chunk.compressed() > end - start) {
            throw new MalformedArchiveException(column.inWords() + " lies outside of the file");
        }
        InputStream in = new BufferedInputStream(Region.of(file, start, chunk.compressed()), 1 << 16);
        return new ColumnValues(
                column, new ColumnPages(in, chunk.codec(), limits.page()), chunk.values(), limits.dictionary());
    }
}
