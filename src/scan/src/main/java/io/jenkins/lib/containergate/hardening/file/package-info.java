/** What the headers of an image's files say: a bounded collection per layer, then put together for the whole image. */
@NullMarked
package io.jenkins.lib.containergate.hardening.file;

import org.jspecify.annotations.NullMarked;
