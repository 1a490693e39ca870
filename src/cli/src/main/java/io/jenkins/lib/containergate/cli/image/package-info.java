/** Commands that look into images: run, scan, inventory. */
@NullMarked
package io.jenkins.lib.containergate.cli.image;

import org.jspecify.annotations.NullMarked;
