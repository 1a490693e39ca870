package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import io.jenkins.lib.containergate.archive.UnsupportedArchiveException;
import io.jenkins.lib.containergate.ecs.segmentation.learn.parquet.ParquetFooter.Element;
import java.util.List;
import java.util.Set;

/**
 * A column of integers or texts.
 *
 * @param type physical: {@link #INT32}, {@link #INT64} or {@link #BYTE_ARRAY}
 * @param optional it can have nulls
 */
record ParquetColumn(String name, int type, boolean optional, boolean unsigned) {
    static final int INT32 = 1;
    static final int INT64 = 2;
    static final int BYTE_ARRAY = 6;
    private static final int OPTIONAL = 1;
    private static final int REPEATED = 2;
    private static final List<String> TYPES =
            List.of("BOOLEAN", "INT32", "INT64", "INT96", "FLOAT", "DOUBLE", "BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY");
    /** ConvertedType and LogicalType by which a number is one and a text is one. */
    private static final Set<Integer> NUMBERS = Set.of(-1, 11, 12, 13, 14, 15, 16, 17, 18);

    private static final int LAST_UNSIGNED = 14;
    private static final int FIRST_UNSIGNED = 11;
    private static final Set<Integer> LOGICAL_NUMBERS = Set.of(-1, 10, 11);
    private static final Set<Integer> TEXTS = Set.of(-1, 0, 4);
    private static final Set<Integer> LOGICAL_TEXTS = Set.of(-1, 1, 4, 11);

    /** @throws UnsupportedArchiveException when it is a column of another kind */
    static ParquetColumn of(Element element) throws UnsupportedArchiveException {
        String column = "the column " + element.name();
        if (element.children() > 0 || element.type() < 0 || element.repetition() >= REPEATED) {
            throw new UnsupportedArchiveException(
                    column + " is nested or repeated, which is not read: write one value a row");
        }
        boolean text = element.type() == BYTE_ARRAY;
        if (!text && element.type() != INT32 && element.type() != INT64) {
            String type = element.type() < TYPES.size() ? TYPES.get(element.type()) : "number " + element.type();
            throw new UnsupportedArchiveException(
                    column + " has the type " + type + ", which is not read: write an integer or a text");
        }
        if (!(text ? TEXTS : NUMBERS).contains(element.converted())
                || !(text ? LOGICAL_TEXTS : LOGICAL_NUMBERS).contains(element.logical())) {
            throw new UnsupportedArchiveException(
                    column + " is a date, time, decimal or document, which is not read: write an integer or a text");
        }
        return new ParquetColumn(
                element.name(),
                element.type(),
                element.repetition() == OPTIONAL,
                element.converted() >= FIRST_UNSIGNED && element.converted() <= LAST_UNSIGNED);
    }

    String inWords() {
        return "the column " + name;
    }
}
