/** The verdict as Markdown, for comments on pull requests and descriptions of builds. */
@NullMarked
package io.jenkins.lib.containergate.report.markdown;

import org.jspecify.annotations.NullMarked;
