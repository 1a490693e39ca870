/** All reports of a verdict in one directory. */
@NullMarked
package io.jenkins.lib.containergate.report.files;

import org.jspecify.annotations.NullMarked;
