/** The history of a git repository, read through JGit and never changed. */
@NullMarked
package io.jenkins.lib.containergate.git;

import org.jspecify.annotations.NullMarked;
