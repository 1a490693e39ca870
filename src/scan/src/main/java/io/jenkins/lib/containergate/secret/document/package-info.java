/** Which value of a JSON or YAML document stands at a position of its bytes. */
@NullMarked
package io.jenkins.lib.containergate.secret.document;

import org.jspecify.annotations.NullMarked;
