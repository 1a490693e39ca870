/** Files, archives and encodings, searched once; what is found is redacted before it leaves. */
@NullMarked
package io.jenkins.lib.containergate.secret.scan;

import org.jspecify.annotations.NullMarked;
