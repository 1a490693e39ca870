/** How the image was built, as far as its history tells. */
@NullMarked
package io.jenkins.lib.containergate.hardening.history;

import org.jspecify.annotations.NullMarked;
