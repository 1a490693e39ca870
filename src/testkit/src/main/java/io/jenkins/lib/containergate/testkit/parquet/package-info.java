/** Parquet files for tests. */
@NullMarked
package io.jenkins.lib.containergate.testkit.parquet;

import org.jspecify.annotations.NullMarked;
