/** Amazon Resource Names, which policies and task definitions name keys, roles and signing profiles with. */
@NullMarked
package io.jenkins.lib.containergate.arn;

import org.jspecify.annotations.NullMarked;
