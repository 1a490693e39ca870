/** Well-formed XML and HTML, escaped by position. */
@NullMarked
package io.jenkins.lib.containergate.report.markup;

import org.jspecify.annotations.NullMarked;
