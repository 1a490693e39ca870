/** What one policy file or layer says, parsed at the border. */
@NullMarked
package io.jenkins.lib.containergate.policy.document;

import org.jspecify.annotations.NullMarked;
