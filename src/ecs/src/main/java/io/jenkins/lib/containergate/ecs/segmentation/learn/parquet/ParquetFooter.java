package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import io.jenkins.lib.containergate.archive.MalformedArchiveException;
import io.jenkins.lib.containergate.archive.UnsupportedArchiveException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * FileMetaData of a file, as far as it is needed.
 *
 * @param schema its elements in the order of the file, depth first, the root first
 * @see <a href="https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift">parquet.thrift</a>
 */
record ParquetFooter(long rows, List<Element> schema, List<RowGroup> groups) {
    private static final int PATH = 100;
    private static final int NONE = -1;

    /**
     * @param type physical, -1 for a group
     * @param repetition 0 is REQUIRED, 1 OPTIONAL, 2 REPEATED
     * @param converted -1 if there is none
     * @param logical field of the union, -1 if there is none
     */
    record Element(String name, int type, int repetition, int children, int converted, int logical) {}

    record RowGroup(long rows, List<Chunk> chunks) {}

    /**
     * A column of a row group.
     *
     * @param dictionary offset of its page; 0 or less if there is none
     * @param compressed bytes of all its pages with their headers
     */
    record Chunk(List<String> path, int type, int codec, long values, long compressed, long data, long dictionary) {}

    static ParquetFooter read(ThriftReader in, ParquetLimits limits) throws IOException {
        long[] rows = {NONE};
        List<Element> schema = new ArrayList<>();
        List<RowGroup> groups = new ArrayList<>();
        in.struct((id, type) -> {
            switch (id) {
                case 2 -> in.list(type, limits.columns(), inner -> schema.add(element(in, inner)));
                case 3 -> rows[0] = in.integer(type);
                case 4 -> in.list(type, limits.rowGroups(), inner -> groups.add(group(in, inner, limits)));
                case 8 -> throw encrypted();
                default -> in.skip(type);
            }
        });
        long sum = 0;
        for (RowGroup group : groups) {
            if (group.rows() < 0 || group.rows() > limits.rows() - sum) {
                throw new MalformedArchiveException("it has more than " + limits.rows() + " rows, or fewer than none");
            }
            sum += group.rows();
        }
        if (sum != rows[0]) {
            throw new MalformedArchiveException("its number of rows is not that of its row groups");
        }
        return new ParquetFooter(sum, List.copyOf(schema), List.copyOf(groups));
    }

    static UnsupportedArchiveException encrypted() {
        return new UnsupportedArchiveException("it is encrypted Parquet, which is not read");
    }

    private static Element element(ThriftReader in, int type) throws IOException {
        int[] numbers = {NONE, 0, 0, NONE, NONE};
        String[] name = {""};
        in.struct(type, (id, inner) -> {
            switch (id) {
                case 1 -> numbers[0] = in.size(inner);
                case 3 -> numbers[1] = in.size(inner);
                case 4 -> name[0] = in.text(inner);
                case 5 -> numbers[2] = in.size(inner);
                case 6 -> numbers[3] = in.size(inner);
                case 10 ->
                    in.struct(inner, (union, last) -> {
                        numbers[4] = union;
                        in.skip(last);
                    });
                default -> in.skip(inner);
            }
        });
        return new Element(name[0], numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
    }

    private static RowGroup group(ThriftReader in, int type, ParquetLimits limits) throws IOException {
        long[] rows = {NONE};
        List<Chunk> chunks = new ArrayList<>();
        in.struct(type, (id, inner) -> {
            switch (id) {
                case 1 -> in.list(inner, limits.columns(), element -> chunks.add(chunk(in, element)));
                case 3 -> rows[0] = in.integer(inner);
                default -> in.skip(inner);
            }
        });
        return new RowGroup(rows[0], List.copyOf(chunks));
    }

    private static Chunk chunk(ThriftReader in, int type) throws IOException {
        List<String> path = new ArrayList<>();
        long[] numbers = {NONE, NONE, NONE, NONE, NONE, 0};
        in.struct(type, (id, inner) -> {
            switch (id) {
                case 1 -> throw new UnsupportedArchiveException("its columns are in other files, which are not read");
                case 3 ->
                    in.struct(inner, (field, last) -> {
                        switch (field) {
                            case 1 -> numbers[0] = in.size(last);
                            case 3 -> in.list(last, PATH, text -> path.add(in.text(text)));
                            case 4 -> numbers[1] = in.size(last);
                            case 5 -> numbers[2] = in.integer(last);
                            case 7 -> numbers[3] = in.integer(last);
                            case 9 -> numbers[4] = in.integer(last);
                            case 11 -> numbers[5] = in.integer(last);
                            default -> in.skip(last);
                        }
                    });
                case 8 -> throw encrypted();
                default -> in.skip(inner);
            }
        });
        return new Chunk(
                List.copyOf(path), (int) numbers[0], (int) numbers[1], numbers[2], numbers[3], numbers[4], numbers[5]);
    }
}
