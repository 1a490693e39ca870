/** Reports of docker-bench-security: what it found on hosts of containers, as evidence for sections 1 to 3 of CIS Docker. */
@NullMarked
package io.jenkins.lib.containergate.bench;

import org.jspecify.annotations.NullMarked;
