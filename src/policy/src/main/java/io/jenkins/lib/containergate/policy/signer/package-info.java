/** Who signs, and whose signatures a policy demands: each kind of signer with its fields, as they are in the file. */
@NullMarked
package io.jenkins.lib.containergate.policy.signer;

import org.jspecify.annotations.NullMarked;
