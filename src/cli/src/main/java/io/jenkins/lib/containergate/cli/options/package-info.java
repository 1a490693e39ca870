/** Options that several commands share, each declared once. */
@NullMarked
package io.jenkins.lib.containergate.cli.options;

import org.jspecify.annotations.NullMarked;
