/** Licences of packages: SPDX expressions, how far their conditions reach, and which of them a policy allows. */
@NullMarked
package io.jenkins.lib.containergate.policy.license;

import org.jspecify.annotations.NullMarked;
