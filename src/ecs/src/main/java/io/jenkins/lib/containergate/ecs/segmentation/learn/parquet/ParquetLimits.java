package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

/**
 * What a file may have.
 *
 * @param file bytes of it, uncompressed where it lies in gzip
 * @param footer bytes of its metadata
 * @param columns of its schema, nested ones included
 * @param rowGroups in it
 * @param rows in it
 * @param page bytes of a page, compressed or not
 * @param dictionary entries of the dictionary of a column
 */
public record ParquetLimits(long file, int footer, int columns, int rowGroups, long rows, int page, int dictionary) {
    /** Writers make pages and dictionaries of about 1 MiB. */
    public static ParquetLimits defaults() {
        return new ParquetLimits(4L << 30, 8 << 20, 1_000, 10_000, 1_000_000_000, 16 << 20, 1 << 18);
    }
}
