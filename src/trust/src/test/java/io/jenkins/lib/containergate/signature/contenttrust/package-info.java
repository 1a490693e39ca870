@NullMarked
package io.jenkins.lib.containergate.signature.contenttrust;

import org.jspecify.annotations.NullMarked;
