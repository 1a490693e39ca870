/** How each kind of policy value is read from YAML, and written back as plain maps, lists and texts. */
@NullMarked
package io.jenkins.lib.containergate.policy.format;

import org.jspecify.annotations.NullMarked;
