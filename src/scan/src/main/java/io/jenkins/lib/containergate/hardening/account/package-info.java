/** The account databases of an image, read the way container runtimes read them. */
@NullMarked
package io.jenkins.lib.containergate.hardening.account;

import org.jspecify.annotations.NullMarked;
