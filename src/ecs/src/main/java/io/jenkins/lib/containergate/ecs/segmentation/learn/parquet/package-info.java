/**
 * Reads the flat Parquet files that VPC flow logs are: named columns of integers and texts, page by page. What else the
 * format has is refused by name.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet file format</a>
 */
@NullMarked
package io.jenkins.lib.containergate.ecs.segmentation.learn.parquet;

import org.jspecify.annotations.NullMarked;
